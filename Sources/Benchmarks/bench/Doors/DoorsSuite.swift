import Foundation
import KeyModel
import TestSupport

/// Where what is measured lies.
struct DoorPlaces {
  /// The folder with the library for C and the Python environment.
  let library: String
  /// The folder with the programs that were built for release.
  let programs: String
  /// Where the bundles lie.
  let work: String
}

/// The rows about what calls the validator from other languages and servers.
enum DoorsSuite {
  static func plans(_ places: DoorPlaces, largest: Int) -> [Plan] {
    CallSuite.plans(library: places.library, work: places.work)
      + [PythonSuite.plan(library: places.library, work: places.work)] + NginxSuite.plans(places, keys: largest)
  }

  /// A bundle whose times are around today, as doors ask the system's clocks. The one of an earlier day is removed.
  static func bundle(keys: Int, in work: String) throws -> SampleBundle {
    let days = (Int64(Date().timeIntervalSince1970) - SampleGate.issued.seconds) / 86_400
    let bundle = try SampleBundle(of: SampleGate(keys: keys, seed: 1), in: work, laterBy: days)
    for name in try FileManager.default.contentsOfDirectory(atPath: work)
    where name.hasPrefix("gate-\(keys)+") && !bundle.path.hasSuffix("/\(name)") {
      try FileManager.default.removeItem(atPath: "\(work)/\(name)")
    }
    try bundle.writeIdentity(to: identity(in: work))
    return bundle
  }

  /// Where the identity is that opens the bundles.
  static func identity(in work: String) -> String { "\(work)/gate.identity" }

  /// Live keys of `bundle`, other ones each time, that may come from anywhere and read orders; as many as asked for.
  static func callers(of bundle: SampleBundle, count: Int) -> [SampleGateKey] {
    let sample = bundle.sample
    let step = max(1, sample.keys / (3 * count))
    let keys = stride(from: 0, to: sample.keys, by: step).lazy.filter { SampleGateKey.State(of: $0) == .live }
      .map { sample[$0] }.filter { $0.network == nil }
    var random = SeededGenerator(seed: sample.seed)
    return Array(keys.prefix(count)).shuffled(using: &random)
  }
}

extension SampleGateKey {
  /// The text of its token.
  var tokenText: String { String(decoding: token.exposedBytes, as: UTF8.self) }

  /// The path of its tenant's orders.
  var orders: String { "/v1/tenants/\(tenantName)/orders" }
}

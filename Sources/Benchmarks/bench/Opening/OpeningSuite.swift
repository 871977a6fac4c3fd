import AgeFile
import AgeWriting
import BittingRuntime
import Foundation
import KeyModel
import Minisign
import MinisignSigning
import Sodium

/// The rows about opening a bundle of a million keys.
enum OpeningSuite {
  private static let keys = 1_000_000

  static func plans(programs: String, work: String) -> [Plan] {
    let stage = { try OpeningStage(keys: keys, programs: programs, work: work) }
    let title = "start to first decision, \(keys) keys"
    let floor = "reading, hashing and decrypting as much in C"
    return [
      Plan(title, beside: "a fixed time") {
        Comparison(beside: .amount(0.18), ours: try stage().firstDecision, goals: [(.wall, 1)])
      },
      Plan(title, beside: "minisign -V and age -d of the same file") {
        let stage = try stage()
        return Comparison(
          beside: .program(try stage.standardTools), ours: stage.firstDecision,
          goals: [(.processor, 0.7), (.wall, 0.7)])
      },
      Plan(title, beside: floor) {
        let stage = try stage()
        return Comparison(
          beside: .program(try stage.floor), ours: stage.firstDecision, goals: [(.processor, 1.25), (.wall, 1)])
      },
      Plan("\(title), on one core", beside: floor) {
        let stage = try stage()
        return Comparison(
          beside: .program(try stage.floor.onOneCore), ours: stage.firstDecision.onOneCore,
          goals: [(.processor, 1.25), (.wall, 1.25)])
      },
      resident(work),
    ]
  }

  /// What a gate and its counters keep in memory, once many of the keys were asked for.
  private static func resident(_ work: String) -> Plan {
    Plan(title: "resident memory with \(keys) keys and their counters, beside 130 bytes a key") { _ in
      let sample = SampleGate(keys: keys, seed: 1)
      let bundle = try SampleBundle(of: sample, in: work)
      let load = DecisionLoad(DecisionStage.requests, of: sample, by: .known)
      // The first one sets up what is set up once.
      _ = try SampleBundle(of: SampleGate(keys: 1_000, seed: 1), in: work).open()
      let before = try ResidentMemory.bytes
      let authorizer = Authorizer(try bundle.open(), at: SampleGate.moment)
      _ = load.ask(authorizer, 0..<load.count)
      let size = Double(try ResidentMemory.bytes - before)
      return withExtendedLifetime(authorizer) {
        [Row(quantity: .resident, pairs: [(size / Double(keys), 130)], goal: 1)]
      }
    }
  }
}

/// A large bundle, and what opens it.
struct OpeningStage {
  private let bundle: SampleBundle
  private let programs: String
  private let work: String

  init(keys: Int, programs: String, work: String) throws {
    self.programs = programs
    self.work = work
    bundle = try SampleBundle(of: SampleGate(keys: keys, seed: 1), in: work)
    try bundle.identity.text.withBytes { text in
      try Data(text.indices.map { text[$0] } + [0x0A]).write(to: URL(fileURLWithPath: identityPath))
    }
  }

  private var identityPath: String { "\(work)/gate.identity" }

  private func program(_ name: String, _ arguments: [String]) -> ChildProcess {
    ChildProcess(path: "\(programs)/\(name)", arguments: arguments)
  }

  /// A service that starts, opens the bundle and answers one request.
  var firstDecision: ChildProcess {
    let key = bundle.sample[0]
    let token = String(decoding: key.token.exposedBytes, as: UTF8.self)
    let scope = SampleGate.grants[key.grants][0]
    let address = "\(key.address >> 24).\(key.address >> 16 & 255).\(key.address >> 8 & 255).\(key.address & 255)"
    return program(
      "first-decision",
      [
        bundle.path, identityPath, bundle.signer.publicKey.description, SampleGate.service.description,
        SampleGate.environment.description, SampleGate.now.description, token, scope, address,
      ])
  }

  /// `minisign` and `age`, one after the other.
  var standardTools: ChildProcess {
    get throws {
      let (signature, file) = ("\(bundle.path).minisig", "\(bundle.path).age")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: bundle.path), options: .mappedIfSafe)
      var end = bytes.startIndex
      for _ in 0..<4 { end = bytes[end...].firstIndex(of: 0x0A)! + 1 }
      try bytes[..<end].write(to: URL(fileURLWithPath: signature))
      try bytes[end...].write(to: URL(fileURLWithPath: file))
      let script = "minisign -Vm \"$1\" -x \"$2\" -P \"$3\" && age -d -i \"$4\" -o /dev/null \"$1\""
      return ChildProcess(
        path: "/bin/sh",
        arguments: ["-c", script, "sh", file, signature, bundle.signer.publicKey.description, identityPath])
    }
  }

  /// The C floor, on a file of the same size.
  var floor: ChildProcess {
    get throws {
      let path = "\(work)/open-floor"
      let size = try FileManager.default.attributesOfItem(atPath: bundle.path)[.size] as? Int ?? 0
      _ = try program("open-floor", ["seal", "\(size)", path]).run()
      return program("open-floor", ["open", path])
    }
  }
}

import CZlib
import Foundation
import Testing

/// One file of the age test vectors: lines of `key: value`, an empty line, then an age file.
struct AgeVector: Sendable, CustomTestStringConvertible {
  let name: String
  let fields: [(key: String, value: String)]
  var file: [UInt8]

  var testDescription: String { name }

  func values(_ key: String) -> [String] { fields.filter { $0.key == key }.map(\.value) }

  /// The outcome the file asks for.
  var expected: String { values("expect").first ?? "" }

  /// Whether it can be run here: armour is not read, and the keys that libsodium has no primitives for are not known.
  var isWithinScope: Bool {
    values("armored").isEmpty && !values("identity").contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") }
  }

  /// The vectors in the folder, or none where there is no folder.
  static let all: [AgeVector] = {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
    return names.sorted().compactMap { try? AgeVector(name: $0, folder: folder) }
  }()

  /// Where the vectors are: `BITTING_VECTORS/age`, else beside the checkout.
  static let folder: URL? = {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    let vectors =
      ProcessInfo.processInfo.environment["BITTING_VECTORS"].map { URL(fileURLWithPath: $0) }
      ?? checkout.standardizedFileURL.appendingPathComponent("../shared/vectors")
    let folder = vectors.appendingPathComponent("age")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  init(name: String, folder: URL) throws {
    var rest = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))[...]
    var fields: [(key: String, value: String)] = []
    while let end = rest.firstIndex(of: 10), end > rest.startIndex {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      let colon = line.range(of: ": ")
      fields.append(
        (String(line[..<(colon?.lowerBound ?? line.endIndex)]), colon.map { String(line[$0.upperBound...]) } ?? ""))
      rest = rest[(end + 1)...]
    }
    self.name = name
    self.fields = fields
    let body = Array(rest.dropFirst())
    self.file = fields.contains { $0.key == "compressed" } ? try Self.inflated(body) : body
  }

  struct BrokenCompression: Error {}

  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 64 << 20)
    var count = uLongf(result.count)
    guard unsafe uncompress(&result, &count, bytes, uLong(bytes.count)) == Z_OK else { throw BrokenCompression() }
    return Array(result[..<Int(count)])
  }
}

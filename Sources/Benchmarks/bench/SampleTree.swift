import Foundation
import KeyModel
import TestSupport

/// A repository of a given size, as a company of that size might have it.
struct SampleTree {
  let keys: Int
  let files: Int
  let seed: UInt64

  /// The instant at which no rule finds anything: 2026-11-20T12:00:00Z.
  static let now = Instant(seconds: 1_795_176_000)
  /// How many files stand in one folder.
  private static let filesPerFolder = 100

  /// Writes it below `folder`, which must not be there.
  func write(to folder: String) throws {
    let root = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
    var random = SeededGenerator(seed: seed)
    let policy = try SamplePolicy(using: &random)
    for (path, text) in policy.files { try SampleTree.write(text, to: path, below: root) }
    for (path, text) in policy.signingKeys {
      try SampleTree.write(text, to: path, below: root)
      // The program refuses secret keys that others may read, even those that everybody can draw again.
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: root.path + "/" + path)
    }
    for file in 0..<files {
      try SampleTree.write(text(ofFile: file), to: SampleTree.path(ofFile: file), below: root)
    }
  }

  private static func write(_ text: String, to path: String, below root: URL) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private static func path(ofFile file: Int) -> String {
    "keys/\(padded(file / filesPerFolder, to: 3))/\(padded(file, to: 5)).yaml"
  }

  /// The documents of one file. A key is the same whichever file it stands in.
  private func text(ofFile file: Int) -> String {
    let numbers = (file * keys / files)..<((file + 1) * keys / files)
    return numbers.flatMap { number in
      var random = SeededGenerator(seed: seed &+ UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
      return SampleKey(number: number, using: &random).documents
    }.joined(separator: "---\n")
  }
}

/// `number` with zeros before it, so that names sort as numbers do.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

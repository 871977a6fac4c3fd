import BittingCompiler
import Foundation
import KeyModel
import Testing

/// One case: a small tree, the places in it that rules are to find, and what they say of them.
///
/// A file of plain text. `=== path` begins a file of the tree, which replaces one of the same path in the shared
/// `base.case`; words in brackets after the path say what else it is (see ``Section``). `=== findings` begins what the
/// run is expected to say. Above the first section stand comments, and `# at: INSTANT` where the time matters.
struct CaseFile: CustomTestStringConvertible {
  /// Where the case stands, relative to `Cases/`.
  let path: String
  /// The instant of the check.
  let now: Instant
  /// The files of the case itself.
  let sections: [Section]
  /// The recorded text.
  let expected: String

  /// One file, or what stands in its place.
  struct Section {
    let path: String
    /// `crlf`, `bom`, `absent` (takes a file of the base away), `missing` (there is no such folder), `too large`,
    /// `unreadable: reason`, or the kind of something irregular: `a symbolic link`.
    let attributes: [String]
    let text: MarkedText
  }

  enum Failure: Error {
    case unreadable(String)
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  init(_ path: String) throws {
    let text = try String(contentsOf: CaseFile.folder.appending(path: path), encoding: .utf8)
    var parts = ("\n" + text).split(separator: "\n=== ", omittingEmptySubsequences: false).map { String($0) + "\n" }
    let head = parts.removeFirst()
    self.path = path
    now = CaseFile.instant(head)
    expected = parts.last { $0.hasPrefix("findings\n") }.map { String($0.dropFirst(9).dropLast()) } ?? ""
    sections = try parts.filter { !$0.hasPrefix("findings\n") }.map { try CaseFile.section($0, in: path) }
  }

  private static func instant(_ head: String) -> Instant {
    let line = head.split(separator: "\n").first { $0.hasPrefix("# at: ") }
    return line.flatMap { Instant(String($0.dropFirst(6))) } ?? Instant("2026-10-01T12:00:00Z") ?? .earliest
  }

  private static func section(_ part: String, in path: String) throws -> Section {
    let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let title = lines[0].split(separator: " (", maxSplits: 1)
    let attributes = title.count < 2 ? [] : title[1].dropLast().split(separator: ", ").map(String.init)
    var body = String(lines[1])
    if attributes.contains("crlf") { body = body.replacing("\n", with: "\r\n") }
    if attributes.contains("bom") { body = "\u{FEFF}" + body }
    guard let text = MarkedText(body) else { throw Failure.unreadable(path) }
    return Section(path: String(title[0]), attributes: attributes, text: text)
  }

  var testDescription: String { path }

  /// All cases, in order; the shared base is none.
  static func all() throws -> [CaseFile] { try loaded.get() }

  /// They are read once, as many tests look through all of them.
  private static let loaded = Result { try load() }

  private static func load() throws -> [CaseFile] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".case") && $0 != "base.case" }.sorted().map(CaseFile.init)
  }

  /// Replaces the recorded text.
  func record(_ findings: String) throws {
    let url = CaseFile.folder.appending(path: path)
    let text = try String(contentsOf: url, encoding: .utf8)
    let input = text.firstRange(of: "\n=== findings\n").map { String(text[..<$0.lowerBound]) + "\n" } ?? text
    try (input + "=== findings\n" + findings).write(to: url, atomically: true, encoding: .utf8)
  }
}

import BittingCompiler
import Foundation
import KeyModel
import Testing

/// One case: two small trees and what the review of the one against the other says.
///
/// A file of plain text. `=== path` begins a file of both sides, `=== base: path` and `=== head: path` one of a side;
/// each replaces the file of that path in the shared `base.case`, and `(absent)` behind the path takes it away. `===
/// report` begins what is expected. Above the first section stand comments, `# at: INSTANT`, and after `# deny:` the
/// classes that have to be found, and `counts-as-widening`, by which the case could not pass with an empty report.
struct CaseFile: CustomTestStringConvertible {
  let path: String
  let now: Instant
  /// What the report has to name among its classes, whatever its text is.
  let classes: [String]
  let expected: String
  private let sections: [Section]

  private struct Section {
    let side: String
    let path: String
    let text: [UInt8]?
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  init(_ path: String) throws {
    let text = try String(contentsOf: CaseFile.folder.appending(path: path), encoding: .utf8)
    var parts = ("\n" + text).split(separator: "\n=== ", omittingEmptySubsequences: false).map { String($0) + "\n" }
    let head = parts.removeFirst()
    self.path = path
    now = CaseFile.line("# at: ", in: head).flatMap { Instant($0) } ?? Instant("2026-10-01T12:00:00Z") ?? .earliest
    classes = CaseFile.line("# deny: ", in: head)?.split(separator: ", ").map(String.init) ?? []
    expected = parts.last { $0.hasPrefix("report\n") }.map { String($0.dropFirst(7).dropLast()) } ?? ""
    sections = parts.filter { !$0.hasPrefix("report\n") }.map(CaseFile.section)
  }

  private static func line(_ lead: String, in head: String) -> String? {
    head.split(separator: "\n").first { $0.hasPrefix(lead) }.map { String($0.dropFirst(lead.count)) }
  }

  private static func section(_ part: String) -> Section {
    let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var path = lines[0]
    let isAbsent = path.hasSuffix(" (absent)")
    if isAbsent { path.removeLast(9) }
    let side = ["base: ", "head: "].first { path.hasPrefix($0) } ?? ""
    return Section(
      side: String(side.prefix(4)), path: String(path.dropFirst(side.count)),
      text: isAbsent ? nil : Array(expand(lines[1]).utf8))
  }

  /// Digests are long: `«4f»` is one of `4f4f…`. `⏎` is a line break that no diff shows.
  private static func expand(_ text: String) -> String {
    let parts = text.replacing("⏎", with: "\u{2028}").split(separator: "«", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      guard index > 0, let end = part.firstIndex(of: "»") else { return String(part) }
      let short = part[..<end]
      return String(repeating: String(short), count: 64 / short.count) + part[part.index(after: end)...]
    }.joined()
  }

  /// The tree of one side, on top of the shared one.
  func tree(_ side: String, on shared: CaseFile) -> RepositoryTree {
    var files: [String: [UInt8]?] = [:]
    for section in shared.sections + sections where section.side.isEmpty || section.side == side {
      files[section.path] = section.text
    }
    return RepositoryTree(
      entries: files.compactMap { path, text in text.map { RepositoryTree.Entry(path: path, content: .file($0)) } },
      presentFolders: RepositoryTree.folders)
  }

  var testDescription: String { path }

  /// All cases, in order; the shared one is none.
  static func all() throws -> [CaseFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".case") && $0 != "base.case" }.sorted().map { try CaseFile($0) }
  }

  /// Replaces the recorded text.
  func record(_ report: String) throws {
    let url = CaseFile.folder.appending(path: path)
    let text = try String(contentsOf: url, encoding: .utf8)
    let input = text.firstRange(of: "\n=== report\n").map { String(text[..<$0.lowerBound]) + "\n" } ?? text
    try (input + "=== report\n" + report).write(to: url, atomically: true, encoding: .utf8)
  }
}

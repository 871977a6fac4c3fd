internal import Foundation
internal import Testing

/// Every command in the README, in the page on declarations and in `Tests/Transcripts` prints what stands below it.
///
/// `BITTING_DOCUMENT=review.md` picks one of them. With `BITTING_RECORD=1` the documents are rewritten with what the
/// commands print, and the tests fail: what was recorded is to be read before it counts.
@Suite struct TranscriptTests {
  @Test(arguments: try documents())
  func printsWhatTheDocumentShows(document: Document) throws {
    let transcript = Transcript(try String(contentsOf: document.url, encoding: .utf8))
    try #require(!transcript.steps.isEmpty, "the document has no commands")
    let program = try #require(TranscriptTests.program, "`bitting` is not built beside the tests")
    let run = try TranscriptRun(
      transcript, program: program, fixtures: TranscriptTests.root.appendingPathComponent("Tests/Transcripts").path)
    if ProcessInfo.processInfo.environment["BITTING_RECORD"] == "1" {
      try transcript.recording(run.results.map(\.output)).write(to: document.url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(document): read it before it counts")
    }
    for (step, result) in zip(transcript.steps, run.results) { compare(step, result, in: document) }
    if run.results.count < transcript.steps.count {
      let step = transcript.steps[run.results.count]
      Issue.record("\(document):\(step.lines.lowerBound + 1): the shell ended here:\n\(step.command)")
    }
  }

  private func compare(_ step: Transcript.Step, _ result: TranscriptRun.Result, in document: Document) {
    let expected = step.expected ?? result.output
    let isSame = expected.elementsEqual(result.output) { LinePattern($0).matches($1) }
    // 0 and 1 are answers, of `diff` and `grep` too; what is more is trouble that the document has to show.
    guard !isSame || result.status > 1 else { return }
    Issue.record(
      """
      \(document):\(step.lines.lowerBound + 1)
      $ \(step.command)
      expected:
      \(expected.joined(separator: "\n"))
      got, with status \(result.status):
      \(result.output.joined(separator: "\n"))
      """)
  }

  /// A document with its path from the root.
  struct Document: CustomTestStringConvertible, CustomStringConvertible {
    let url: URL
    let description: String
    var testDescription: String { description }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program of the same build: it stands in the folder of the test executable.
  static var program: String? {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let path = folder.appendingPathComponent("bitting").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  private static func documents() throws -> [Document] {
    let folder = "Tests/Transcripts"
    let names = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    let paths = names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    let wanted = ProcessInfo.processInfo.environment["BITTING_DOCUMENT"] ?? ""
    let pages = ["README.md", "Sources/BittingSchema/BittingSchema.docc/Declarations.md"]
    let picked = (pages + paths).filter { wanted.isEmpty || $0.hasSuffix(wanted) }
    return picked.map { Document(url: root.appendingPathComponent($0), description: $0) }
  }
}

import BittingCompiler
import Diagnostics
import Foundation
import Testing

/// Every file under `Cases/`. With `BITTING_RECORD=1` in the environment the run writes what is found to the end of each
/// case, and fails: what was recorded is read before it is believed.
@Suite struct CaseTests {
  static let isRecording = ProcessInfo.processInfo.environment["BITTING_RECORD"] == "1"

  @Test(arguments: try CaseFile.all())
  func findsExactlyWhatIsMarkedAndSaysWhatIsRecorded(_ test: CaseFile) throws {
    let base = try CaseFile("base.case")
    let input = CaseTree(test, on: base)
    let checked = Checker.check(input.tree, at: test.now)
    let found = checked.findings.map { place($0.rule, $0.span.range, checked.sources[$0.span.file].path) }
    let marked = input.marks.flatMap { path, marks in marks.map { place($0.rule, $0.range, path) } }
    let text = FindingText.render(checked.findings, in: checked.sources)
    #expect(found.sorted() == marked.sorted(), "\(test.path)\n\(text)")
    if CaseTests.isRecording {
      try test.record(text)
      Issue.record("recorded; read the difference, then run without BITTING_RECORD")
    } else {
      #expect(text == test.expected, "\(test.path)")
    }
  }

  private func place(_ rule: String, _ range: Range<Int>, _ path: String) -> String {
    "\(path) \(range) \(rule)"
  }
}

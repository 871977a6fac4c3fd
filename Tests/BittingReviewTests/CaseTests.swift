import BittingCompiler
import BittingReview
import Diagnostics
import Foundation
import KeyModel
import TestSupport
import Testing

@Suite struct CaseTests {
  static let isRecording = ProcessInfo.processInfo.environment["BITTING_RECORD"] == "1"

  @Test(arguments: try CaseFile.all())
  func tellsWhatIsRecorded(_ test: CaseFile) throws {
    let shared = try CaseFile("base.case")
    let input = ReviewInput(
      base: test.tree("base", on: shared), head: test.tree("head", on: shared), baseName: "main", at: test.now,
      isWhole: true)
    let review = try Reviewer.review(input, using: SeededGenerator(seed: 1))
    let text = TerminalReview(isColored: false, tellsApprovers: false).render(review)
    let found = Set(
      review.entries.flatMap { $0.classes.map(\.rawValue) + ($0.countsAsWidening ? ["counts-as-widening"] : []) })
    for expected in test.classes { #expect(found.contains(expected), "\(test.path)\n\(text)") }
    if CaseTests.isRecording {
      try test.record(text)
      Issue.record("recorded; read the difference, then run without BITTING_RECORD")
    } else {
      #expect(text == test.expected, "\(test.path)")
    }
  }

  @Test func theSharedShopHasNoErrors() throws {
    let shared = try CaseFile("base.case")
    let checked = Checker.check(shared.tree("base", on: shared), at: shared.now)
    #expect(checked.findings.filter { $0.severity == .error } == [])
  }
}

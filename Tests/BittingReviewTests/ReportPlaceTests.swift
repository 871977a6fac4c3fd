import BittingCompiler
import BittingReview
import Diagnostics
import Foundation
import KeyModel
import TestSupport
import Testing

/// Where reports for CI servers show what changed, and what they call a failure.
@Suite struct ReportPlaceTests {
  private func review(_ test: CaseFile) throws -> (review: Review, head: RepositoryTree) {
    let shared = try CaseFile("base.case")
    let (base, head) = (test.tree("base", on: shared), test.tree("head", on: shared))
    let input = ReviewInput(
      base: base, head: head, baseName: "main", at: test.now, isWhole: true, withFingerprints: true)
    return (try Reviewer.review(input, using: SeededGenerator(seed: 1)), head)
  }

  private struct Log: Decodable {
    struct Run: Decodable { let results: [Result] }
    struct Text: Decodable { let text: String }
    struct Location: Decodable { let physicalLocation: Physical }
    struct Physical: Decodable {
      let artifactLocation: Artifact
      let region: Region
    }
    struct Artifact: Decodable { let uri: String }
    struct Region: Decodable { let startLine: Int }
    struct Result: Decodable {
      let ruleId: String
      let level: String
      let kind: String?
      let message: Text
      let locations: [Location]
      let relatedLocations: [Location]?
      let partialFingerprints: [String: String]
    }
    let runs: [Run]
  }

  private func results(_ review: Review, in folder: String = "") throws -> [Log.Result] {
    let text = SARIFReview.render(review, rules: Rules.descriptions, in: folder, version: "1.0.0")
    return try #require(try JSONDecoder().decode(Log.self, from: Data(text.utf8)).runs.first).results
  }

  @Test(arguments: try CaseFile.all())
  func sarifShowsEverythingAtALineThatTheHeadHas(_ test: CaseFile) throws {
    let (review, head) = try review(test)
    let lines = Dictionary(uniqueKeysWithValues: head.entries.map { ("infra/" + $0.path, Self.lineCount($0)) })
    let results = try results(review, in: "infra/")
    #expect(
      results.count == review.entries.count + review.head.findings.count + review.byRulesOfBase.findings.count)
    for result in results {
      for place in result.locations + (result.relatedLocations ?? []) {
        let count = try #require(lines[place.physicalLocation.artifactLocation.uri], "\(result)")
        #expect((1...count).contains(place.physicalLocation.region.startLine))
      }
      #expect(result.locations.count == 1)
      #expect((result.kind == "informational") == (result.level == "none"))
    }
    let alerts = results.map { result in
      let uri = result.locations.first?.physicalLocation.artifactLocation.uri ?? ""
      return "\(result.ruleId) \(uri) \(result.partialFingerprints["primaryLocationLineHash"] ?? "")"
    }
    #expect(Set(alerts).count == alerts.count, "GitHub takes two results of one rule, file and fingerprint for one")
  }

  private static func lineCount(_ entry: RepositoryTree.Entry) -> Int {
    guard case .file(let bytes) = entry.content else { return 1 }
    return 1 + bytes.count { $0 == 0x0A }
  }

  @Test(arguments: try CaseFile.all())
  func sarifTellsEachRequest(_ test: CaseFile) throws {
    let review = try review(test).review
    let results = try results(review)
    for (entry, result) in zip(review.entries, results) {
      let expected = [entry.title.text] + entry.lines.flatMap { [$0.label.text, $0.detail.text] }
      let parts = expected.filter { !$0.isEmpty }.map(TerminalText.escaped)
      #expect(result.ruleId == entry.classes[0].rawValue)
      #expect(parts.allSatisfy(result.message.text.contains), "\(result)")
    }
  }

  /// Line numbers move, fingerprints stay.
  @Test func fingerprintsStayWhereLinesAreAddedAbove() throws {
    let shared = try CaseFile("base.case")
    let test = try CaseFile("wildcard.case")
    let head = test.tree("head", on: shared)
    let moved = RepositoryTree(
      entries: head.entries.map { entry in
        guard case .file(let bytes) = entry.content else { return entry }
        return .init(path: entry.path, content: .file(Array("# a comment\n\n".utf8) + bytes))
      }, presentFolders: head.presentFolders)
    let hashes = try [head, moved].map { head in
      let input = ReviewInput(
        base: test.tree("base", on: shared), head: head, baseName: "main", at: test.now, isWhole: true,
        withFingerprints: true)
      return try results(try Reviewer.review(input, using: SeededGenerator(seed: 1))).map(\.partialFingerprints)
    }
    #expect(hashes[0] == hashes[1] && !hashes[0].isEmpty)
  }

  @Test func aTombstoneWhoseFileIsGoneIsShownAtTheProject() throws {
    let result = try #require(try results(try review(CaseFile("tombstone-deleted.case")).review).first)
    #expect(result.ruleId == "error" && result.level == "error")
    #expect(result.locations.map(\.physicalLocation.artifactLocation.uri) == ["policies/project.yaml"])
    #expect(result.locations.map(\.physicalLocation.region.startLine) == [2])
  }

  @Test(arguments: try CaseFile.all(), [[], ["widening"], ["new-secret", "room"], ["widening:partner", "narrowing"]])
  func junitFailsExactlyWhereTheCommandEndsWithOne(_ test: CaseFile, _ deny: [String]) throws {
    let review = try review(test).review
    let refused = RefusedChanges(try deny.map { try #require(RefusedChanges.Kind($0)) })
    let text = JUnitReview.render(review, refusing: refused)
    let failures = text.components(separatedBy: "<failure ").count - 1
    #expect((failures > 0) == refused.include(anythingOf: review))
    #expect(failures == review.entries.count(where: refused.include) + review.head.errors + review.byRulesOfBase.errors)
    let cases = text.components(separatedBy: "<testcase ").count - 1
    let told = review.entries.count + review.head.findings.count + review.byRulesOfBase.findings.count
    let empty = text.components(separatedBy: "name=\"no ").count - 1
    #expect(cases == told + empty)
  }

  @Test func whatCannotBeRefusedIsNoKind() {
    for text in ["error", "facts", "", "widening:", "widening:a b", "Widening", "new_secret"] {
      #expect(RefusedChanges.Kind(text) == nil, "\(text)")
    }
  }
}

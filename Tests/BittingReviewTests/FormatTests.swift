import BittingCompiler
import BittingReview
import Foundation
import KeyModel
import TestSupport
import Testing

@Suite struct FormatTests {
  /// A key whose owner tries to break out of every format, of a shop with many of them.
  private func review(keys: Int = 1, owner: String, networks: Int = 1) throws -> Review {
    let shared = try CaseFile("base.case")
    let base = shared.tree("base", on: shared)
    let keys = (0..<keys).map { index in
      let networks = networks == 1 ? ["192.0.2.0/24"] : (0..<networks).map { "192.0.\($0 >> 8).\($0 & 255)" }
      return """
        key: hostile-\(index)
        type: internal
        environment: live
        owner: '\(owner)'
        scopes: [system:admin]
        networks: [\(networks.joined(separator: ", "))]
        secrets:
          - { handle: "h\(1_000_000 + index)", sha256: "\(Shop.digest(index))", created: 2026-10-01, expires: 2026-11-01 }
        """
    }
    let file = RepositoryTree.Entry(
      path: "keys/new.yaml", content: .file(Array(keys.joined(separator: "\n---\n").utf8)))
    let head = RepositoryTree(entries: base.entries + [file], presentFolders: base.presentFolders)
    return try Reviewer.review(
      ReviewInput(base: base, head: head, baseName: "main", at: shared.now, isWhole: true),
      using: SeededGenerator(seed: 1))
  }

  private static let hostile = "x ::error::pwned @all <!-- bitting:review --> </details> [a](b) | `` ` $(id)"

  @Test func aCommentBeginsWithItsMarkerAndTellsTheVerdictFirst() throws {
    let text = MarkdownReview.render(try review(owner: "a@shop.example"))
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "<!-- bitting:review -->")
    #expect(lines[1] == "### Access review: 1 key gains access, 1 new secret")
  }

  @Test func aCommentHoldsNoMarkerAndNoMarkupOfAUser() throws {
    let text = MarkdownReview.render(try review(owner: FormatTests.hostile))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.contains("<!--") } == 1)
    #expect(!text.contains("</details>") || text.contains("<details>"))
    let outside = lines.flatMap { line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }.map(
        \.element)
    }
    #expect(!outside.contains { $0.contains("@all") })
  }

  @Test func noFormatHoldsASecret() throws {
    let token = "shop_live_" + "k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3"
    let identity = "AGE-SECRET-" + "KEY-1" + String(repeating: "QPZRY9X8", count: 8).prefix(58)
    let signingKey = "RWRT" + "Y0Iy" + String(repeating: "AbC+/123", count: 26).prefix(203) + "="
    for secret in [token, identity, identity.lowercased(), signingKey] {
      let review = try review(owner: secret)
      let texts = [
        TerminalReview(isColored: true, tellsApprovers: true).render(review), MarkdownReview.render(review),
        JSONReview.render(review), GitHubReview.render(review),
      ]
      for text in texts { #expect(text.contains("…") && !text.contains(secret.suffix(32).prefix(20)), "\(text)") }
    }
  }

  @Test func aLongCommentIsCutAndSaysSo() throws {
    let text = MarkdownReview.render(try review(keys: 700, owner: "a@shop.example"))
    #expect(text.utf8.count < 65_536)
    #expect(text.contains("### Access review: 700 keys gain access, 700 new secrets"))
    #expect(text.contains("more of these are not shown here"))
  }

  @Test func aLargeEntryOfACommentHidesNoOther() throws {
    let text = MarkdownReview.render(try review(keys: 40, owner: "a@shop.example", networks: 2_000))
    #expect(text.utf8.count < 65_536)
    for index in 0..<40 { #expect(text.contains("`hostile-\(index)` (`internal`, `a@shop.example`) is new")) }
    #expect(text.contains("more, which `bitting review` tells"))
    #expect(!text.contains("more of these are not shown here"))
  }

  @Test func annotationsStandAtTheLinesOfTheHead() throws {
    let text = GitHubReview.render(try review(owner: FormatTests.hostile))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("::warning file=keys/new.yaml,line=1,endLine=1,title=widening::hostile-0"))
    #expect(lines[1].hasPrefix("::warning file=keys/new.yaml,line=8,endLine=8,title=new-secret::hostile-0"))
    #expect(lines.allSatisfy { $0.hasPrefix("::") })
  }

  @Test func jsonTellsTheRequest() throws {
    let text = JSONReview.render(try review(owner: FormatTests.hostile))
    let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let changes = try #require(value["changes"] as? [[String: Any]])
    let lines = try #require(changes[0]["lines"] as? [[String: Any]])
    let request = try #require(lines[0]["request"] as? [String: Any])
    #expect(changes[0]["classes"] as? [String] == ["widening"])
    #expect(request["path"] as? String == "/v1/system/maintenance")
    #expect(request["allowed"] as? Bool == true)
    #expect(request["key"] as? String == "hostile-0")
    #expect(request["from"] as? String == "192.0.2.7")
    #expect(request["scope"] is NSNull)
  }

  @Test func noFormatShowsADigest() throws {
    let review = try review(owner: "a@shop.example")
    let texts = [
      TerminalReview(isColored: true, tellsApprovers: true).render(review), MarkdownReview.render(review),
      JSONReview.render(review), GitHubReview.render(review), SARIFReview.render(review, rules: [], version: "1.0.0"),
      JUnitReview.render(review, refusing: RefusedChanges([])),
    ]
    for text in texts { #expect(!text.contains(Shop.digest(0).suffix(12))) }
  }
}

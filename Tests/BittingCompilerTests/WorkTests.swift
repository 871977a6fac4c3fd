import Diagnostics
import KeyModel
import Testing

@testable import BittingCompiler

/// How much work a small repository can make. Steps and findings are counted, never time.
@Suite struct WorkTests {
  private static let now = Instant(seconds: 1_795_000_000)

  private static let project = """
    project:
      name: shop
      token_prefix: shop
      environments: [test, live]
      bundle: { valid_for: 7d, signers: [RWRvg1JI2oMW5m6+NXX3upbJuvgDHpB3GIAGl2RDeZvGj3FgZ5HR6Llg], threshold: 1 }
    levels: [read, write, admin]
    types:
      partner: { ceiling: ["*:read"], tenant: all, lifetime: { max: 90d }, rate: { default: 60/min } }

    """

  private static func resources(_ count: Int) -> String {
    "resources:\n" + (0..<count).map { "  r\($0): {}\n" }.joined()
  }

  private static func keys(_ count: Int, _ scopes: (Int) -> String) -> String {
    (0..<count).map { place in
      """
      key: key-\(place)
      type: partner
      environment: live
      owner: somebody
      purpose: number \(place)
      scopes: [\(scopes(place))]
      secrets: []
      ---

      """
    }.joined()
  }

  private static func tree(_ policies: String, _ keys: String) -> RepositoryTree {
    RepositoryTree(
      entries: [("policies/all.yaml", project + policies), ("keys/all.yaml", keys)].map { path, text in
        RepositoryTree.Entry(path: path, content: .file(Array(text.utf8)))
      }, presentFolders: RepositoryTree.folders)
  }

  /// The findings of `rule` in a tree, with the line of each.
  private static func check(
    _ policies: String, _ keys: String, _ rule: String
  ) -> (findings: [Finding], of: CheckedRepository) {
    let checked = Checker.check(tree(policies, keys), at: now)
    return (checked.findings.filter { $0.rule == rule }, checked)
  }

  // Claims.

  private static func claimSteps(_ policies: String, _ keys: String) -> Int {
    let steps = StepCount(most: .max)
    _ = AssertionViolated.check(Resolver.resolve(Loader.load(tree(policies, keys))).catalog, at: now, steps)
    return steps.taken
  }

  private static func claims(_ count: Int, _ claim: (Int) -> String) -> String {
    "assertions:\n" + (0..<count).map { "  - { claim: c\($0), \(claim($0)) }\n" }.joined()
  }

  @Test func claimsThatNobodyBreaksTakeNoStepForAKey() {
    let steps = [20, 40, 80].map { count in
      Self.claimSteps(
        Self.resources(count * 2) + Self.claims(count) { "forbid: { scope: r\($0):write }" },
        Self.keys(count) { "r\(count + $0):read" })
    }
    #expect(steps[1] <= 2 * steps[0] && steps[2] <= 2 * steps[1], "\(steps)")
  }

  @Test func claimsAboutManyScopesTakeStepsForThoseThatAreGranted() {
    let steps = [20, 40, 80].map { count in
      let all = (0..<count).map { "r\($0):read" }.joined(separator: ", ")
      return Self.claimSteps(
        Self.resources(count) + Self.claims(1) { _ in "separate: [\(all)]" }, Self.keys(1) { _ in all })
    }
    #expect(steps[1] <= 2 * steps[0] && steps[2] <= 2 * steps[1], "\(steps)")
  }

  @Test func claimsBehindTheLimitAreReportedAsNotProved() throws {
    let policies = Self.resources(2) + Self.claims(50) { _ in "forbid: { scope: r0:read }" }
    let catalog = Resolver.resolve(Loader.load(Self.tree(policies, Self.keys(2) { _ in "r1:read" }))).catalog
    let found = AssertionViolated.check(catalog, at: Self.now, StepCount(most: 20))
    #expect(found.count == 1)
    #expect(found.first?.message.contains("from here on none is proved") == true)
    let all = catalog.declarations.assertions
    #expect(try all.contains { $0.claim.span == (try #require(found.first)).span })
    #expect(AssertionViolated.check(catalog, at: Self.now, StepCount(most: 1_000)).isEmpty)
  }

  @Test func aClaimThatManyKeysBreakIsNoSilenceWhereTheFirstAreWaived() {
    // Nearly all keys that are listed are waived; the others are not, and neither is the finding about them.
    let count = FindingLimits.ofFile + 5
    let waivers =
      "waivers:\n"
      + (0..<count).map {
        "  - { rule: assertion-violated, key: key-\($0), until: 2027-01-01, owner: o, reason: r }\n"
      }.joined()
    let (found, checked) = Self.check(
      Self.resources(1) + Self.claims(2) { _ in "forbid: { scope: r0:read }" } + waivers,
      Self.keys(count + 1) { _ in "r0:read" }, "assertion-violated")
    #expect(checked.waived.count >= FindingLimits.ofFile)
    #expect(found.map(\.message).contains { $0.hasSuffix("more keys") })
    #expect(found.map(\.message).contains { $0.contains("none of this file is proved") })
  }

  // What wildcards stand for, and what is held against ceilings.

  @Test func wildcardsBehindTheLimitAreReported() throws {
    let loaded = Loader.load(Self.tree(Self.resources(100), Self.keys(50) { "\"*:read\", r\($0):read" }))
    var report: [Finding] = []
    let scopes = ScopeResolver(NameTable(loaded.declarations, loaded.completeness, &report), StepCount(most: 1_000))
    let patterns = loaded.declarations.keys.flatMap { $0.scopes ?? [] }
    let grants = patterns.map { scopes.grants($0, &report) }
    let limits = report.filter { $0.message.contains("stand for more than 1000 grants") }
    #expect(limits.count == 1)
    #expect(grants.reduce(0) { $0 + $1.ranks.count } <= 1_000 + patterns.count)
    #expect(limits.first.map { limit in patterns.contains { $0.span == limit.span } } == true)
  }

  @Test func keysBehindTheLimitOfCeilingsAreReported() throws {
    let loaded = Loader.load(Self.tree(Self.resources(100), Self.keys(50) { "\"*:write\", r\($0):read" }))
    let catalog = Resolver.resolve(loaded).catalog
    var (report, table) = ([Finding](), ExcessTable(StepCount(most: 1_000)))
    let excess = catalog.keys.map { key in
      table.excess(of: key.granted, over: key.type, for: key.declaration, &report)
    }
    #expect(report.count == 1)
    #expect(excess.contains { !$0.isEmpty } && excess.last?.isEmpty == true)
  }

  @Test func listsThatKeysShareAreHeldAgainstAceilingOnce() {
    let steps = [10, 20, 40].map { count in
      let catalog = Resolver.resolve(
        Loader.load(Self.tree(Self.resources(50), Self.keys(count) { _ in "\"*:write\"" }))
      ).catalog
      let steps = StepCount(most: .max)
      var (report, table) = ([Finding](), ExcessTable(steps))
      for key in catalog.keys {
        _ = table.excess(of: key.granted, over: key.type, for: key.declaration, &report)
      }
      return steps.taken
    }
    #expect(Set(steps).count == 1, "\(steps)")
  }

  // How much is listed.

  @Test func aListOfMistakesEndsWithOneThatSaysSo() throws {
    let broken = (0..<3_000).map { _ in "no scope" }.joined(separator: ", ")
    let (found, checked) = Self.check(Self.resources(1), Self.keys(1) { _ in broken }, "malformed-scope")
    #expect(found.count == FindingLimits.ofFile + 1)
    #expect(found.last?.message == "the file holds more of this; the rest is not listed")
    #expect(checked.checkedCatalog == nil)
  }

  @Test func documentsBehindTooManyMistakesAreNotRead() {
    let broken = (0..<3_000).map { "key: key-\($0)\ntyp: partner\n---\n" }.joined()
    let (found, checked) = Self.check(Self.resources(1), broken, "unknown-field")
    #expect(found.count <= FindingLimits.ofFile)
    #expect(checked.findings.contains { $0.message == "the file holds more of this; the rest is not listed" })
    // What nobody has read may use the resource.
    #expect(!checked.findings.contains { $0.rule == "unused-resource" })
    #expect(checked.uncheckedCatalog.keys.count < 1_100)
  }

  @Test func aKeyWithManyOfOneMistakeSaysThatThereAreMore() {
    let (found, _) = Self.check(
      Self.resources(1), Self.keys(1) { _ in Array(repeating: "r0:read", count: 300).joined(separator: ", ") },
      "redundant-grant")
    #expect(found.count == FindingLimits.ofKey + 1)
    #expect(found.last?.message == "the key holds more of this; the rest is not listed")
  }

  @Test func aTypoIsComparedWithNotTooManyNames() {
    let names = (0..<2_000).map { "resource-\($0)" }
    #expect(NearName.nearest(to: "resource-xx", among: names) == nil)
    #expect(NearName.nearest(to: "resource-xx", among: names.prefix(50)) != nil)
  }

  // Waivers.

  @Test func waiversOfOneKindCoverTogether() {
    let waiver = { (until: Int) in "  - { rule: wildcard-scope, until: \(until)-01-01, owner: o, reason: r }\n" }
    let (found, checked) = Self.check(
      Self.resources(1) + "waivers:\n" + waiver(2020) + waiver(2027) + waiver(2028), Self.keys(3) { _ in "\"*:read\"" },
      "wildcard-scope")
    #expect(found.isEmpty)
    #expect(
      checked.waived.count == 3 && checked.waived.allSatisfy { $0.waiver.until.value.description.hasPrefix("2027") })
    #expect(!checked.findings.contains { $0.rule == "waiver-unused" })
    #expect(checked.findings.filter { $0.rule == "waiver-expired" }.count == 1)
  }
}

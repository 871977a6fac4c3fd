import BittingCompiler
import Diagnostics
import KeyModel
import Testing

@Suite struct FixTests {
  private static let policies = """
    resources:
      invoices: { levels: [read] }
    services:
      ledger: { resources: [invoices] }
    types:
      partner:
        ceiling: ["*:write"]
        tenant: optional
        lifetime: { max: 90d }
        grace: { max: 30d }
        rate: { default: 60/min }

    """

  private static func shop(_ key: String, policies: String = policies) -> EditableRepository {
    SmallShop.with(["keys/a.yaml": head + key, "policies/more.yaml": policies])
  }

  private static let head = "key: acme\ntype: partner\nenvironment: live\nowner: a@shop.example\ntenant: acme\n"
  private static let secrets =
    "secrets:\n  - { sha256: \(String(repeating: "ab", count: 32)), created: 2026-11-01, expires: 2026-12-24 }\n"

  private static func fixed(_ key: String, policies: String = policies) throws -> String? {
    let edits = try shop(key, policies: policies).fixingWhatIsCertain().edits
    #expect(edits.count <= 1)
    return edits.first.map { String($0.text.dropFirst(head.count)) }
  }

  /// What is written, and what is left of it.
  @Test(arguments: [
    ("scopes: [orders:read, orders:write]\n", "scopes: [orders:write]\n"),
    ("scopes: [orders:write, orders:write, orders:read]   # why\n", "scopes: [orders:write]   # why\n"),
    (
      "scopes:\n  # all of it\n  - orders:write # beside\n  - orders:read  # goes\n",
      "scopes:\n  # all of it\n  - orders:write # beside\n"
    ),
    ("scopes: [\"*:read\", orders:write, invoices:read]\n", "scopes: [orders:write, invoices:read]\n"),
    ("scopes: [\"orders:*\", 'orders:read']\n", "scopes: [\"orders:*\"]\n"),
  ])
  func takesAwayAScopeThatAddsNothing(written: String, left: String) throws {
    #expect(try Self.fixed(written + Self.secrets) == left + Self.secrets)
  }

  /// A star may stand for less tomorrow, so a scope beside it may be there on purpose.
  @Test(arguments: ["scopes: [\"*:write\", orders:write]\n", "scopes: [\"*:write\", \"orders:*\"]\n"])
  func leavesAScopeThatOnlyAStarIncludes(written: String) throws {
    let repository = Self.shop(written + Self.secrets)
    #expect(repository.checked.findings.contains { $0.rule == "redundant-grant" })
    #expect(try repository.fixingWhatIsCertain().edits.isEmpty)
  }

  @Test func letsAnOldSecretEndWithItsKey() throws {
    let digests = ["ab", "cd"].map { String(repeating: $0, count: 32) }
    let key = """
      scopes: [orders:write]
      expires: 2026-11-25
      secrets:
        - sha256: \(digests[0])   # the old one
          created: 2026-11-01
          expires: 2026-11-30   # beyond
        - { sha256: \(digests[1]), created: 2026-11-15, expires: 2026-11-25 }

      """
    #expect(
      try Self.fixed(key) == key.replacing("expires: 2026-11-30   #", with: "expires: 2026-11-25T00:00:00Z   #"))
  }

  @Test(arguments: ["waivers", "rules"]) func leavesWhatIsExcused(_ section: String) throws {
    let excuse = [
      "waivers":
        "waivers:\n  - { rule: redundant-grant, key: acme, until: 2026-12-24, owner: a@shop.example, reason: both }\n",
      "rules": "rules:\n  redundant-grant: off\n",
    ]
    let policies = Self.policies + "---\n" + (excuse[section] ?? "")
    #expect(try Self.fixed("scopes: [orders:read, orders:write]\n" + Self.secrets, policies: policies) == nil)
  }

  /// What a broken declaration was meant to say may be what makes the scope needed.
  @Test func fixesNothingWhereADeclarationMakesNoSense() throws {
    let broken = Self.policies + "---\nresources:\n  faxes: { levels: [raed] }\n"
    #expect(
      try Self.fixed("scopes: [\"*:read\", orders:write, invoices:read]\n" + Self.secrets, policies: broken) == nil)
  }

  @Test func leavesAFileInWhichMoreWouldChange() throws {
    #expect(try Self.fixed("scopes: [orders:write, # both\n  orders:read]\n" + Self.secrets) == nil)
  }

  @Test func saysWhatWasDoneInTheOrderOfTheFiles() throws {
    let fixes = try Self.shop("scopes: [orders:read, orders:write, orders:write]\n" + Self.secrets)
      .fixingWhatIsCertain()
    #expect(fixes.made.map(\.summary).count == 2)
    #expect(
      fixes.made.map(\.summary) == [
        "took `orders:read`, which another grant covers, out of key `acme`",
        "took `orders:write`, which another grant covers, out of key `acme`",
      ])
    #expect(fixes.made.allSatisfy { $0.path == "keys/a.yaml" && $0.rule == "redundant-grant" })
    #expect(!fixes.checked.findings.contains { $0.rule == "redundant-grant" })
  }
}

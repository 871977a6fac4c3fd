import BittingCompiler
import Foundation
import Testing

@Suite struct RegistryTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/BittingCompiler/Rules")

  /// The types that files of `Rules/` declare as rules.
  private static func declared() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }.sorted()
      .filter { name in
        let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
        return ["Rule", "KeyRule"].contains { text.contains("enum \(name.dropLast(6)): \($0) {") }
      }
      .map { String($0.dropLast(6)) }
  }

  /// `GrantAboveCeiling` as the rule is named: `grant-above-ceiling`.
  private static func ruleName(_ type: String) -> String {
    let spelled = type.replacing("YAML", with: "Yaml")
    return spelled.enumerated().map { index, letter in
      letter.isUppercase && index > 0 ? "-\(letter.lowercased())" : letter.lowercased()
    }.joined()
  }

  @Test func everyRuleFileIsRegisteredUnderItsName() throws {
    let files = try RegistryTests.declared().map(RegistryTests.ruleName)
    #expect(files.count > 40)
    #expect(Set(files).symmetricDifference(Rules.pages.map(\.name)) == [])
    #expect(Set(Rules.pages.map(\.name)).count == Rules.pages.count)
  }

  @Test(arguments: Rules.pages.map(\.name))
  func everyRuleHasACaseThatFiresAndOneThatDoesNot(_ rule: String) throws {
    let cases = try CaseFile.all().filter { $0.path.hasPrefix("\(rule)/") }
    let firing = cases.filter { $0.sections.contains { $0.text.marks.contains { $0.rule == rule } } }
    #expect(!firing.isEmpty, "no case marks \(rule)")
    #expect(firing.count < cases.count, "no near miss of \(rule)")
  }

  @Test func everyFolderOfCasesIsNamedForARule() throws {
    let folders = Set(try CaseFile.all().compactMap { $0.path.split(separator: "/").first.map(String.init) })
    #expect(folders.subtracting(Rules.pages.map(\.name)).subtracting(["loading", "resolving"]) == [])
  }

  @Test(arguments: Rules.pages.map(\.name))
  func everyPageIsComplete(_ rule: String) throws {
    let page = try #require(Rules.page(named: rule))
    for text in [page.summary, page.why, page.wrong, page.right] {
      #expect(!text.isEmpty)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }
    #expect(page.wrong != page.right)
    #expect(page.summary.first?.isUppercase == false && !page.summary.hasSuffix("."), "summaries are phrases")
    #expect(page.why.hasSuffix(".") || page.why.hasSuffix(")"), "why is sentences")
  }

  /// The rules that users were promised: those that are errors always, and those whose weight is the repository's.
  private static let promised = (
    sound: """
    unknown-field wrong-type missing-field duplicate-name unknown-reference unsupported-yaml malformed-scope
    malformed-time malformed-network malformed-secret duplicate-secret plaintext-secret revoked-secret-returns
    route-conflict unreachable-route cost-above-burst orphan-resource
    """,
    configurable: """
    grant-above-ceiling wildcard-scope redundant-grant sensitive-without-network sensitive-without-expiry
    network-too-wide tenant-missing tenant-forbidden rate-above-type unlimited-rate lifetime-too-long rotation-due
    rotation-overdue grace-too-long grace-past-expiry too-many-live-secrets expired-key unused-type unused-resource
    resource-without-route route-without-tenant literal-pattern duplicate-purpose test-key-in-live owner-missing
    owner-too-wide assertion-violated waiver-expired waiver-unused waiver-too-long single-signer bundle-valid-too-long
    """
  )

  @Test func everyPromisedRuleIsThere() {
    for (names, isConfigurable) in [(RegistryTests.promised.sound, false), (RegistryTests.promised.configurable, true)]
    {
      for name in names.split(whereSeparator: \.isWhitespace).map(String.init) {
        #expect(Rules.page(named: name)?.isConfigurable == isConfigurable, "\(name)")
      }
    }
  }

  @Test func namesThatNoRuleHasAreUnknown() {
    #expect(Rules.page(named: "no-such-rule") == nil)
    #expect(Rules.page(named: "Grant-Above-Ceiling") == nil)
  }
}

import BittingCompiler
import Diagnostics
import Testing

/// What `rules` may say of a rule, tried on each of them with a case in which it finds something.
@Suite struct SeverityTests {
  /// A case that marks `rule`, and says nothing under `rules` or `waivers` that would get in the way.
  private static func firing(_ rule: String) throws -> CaseFile {
    try #require(
      try CaseFile.all().first { test in
        let texts = test.sections.map { String(decoding: $0.text.bytes, as: UTF8.self) }
        let isPlain = !texts.contains { $0.contains("rules:") } && !test.path.hasPrefix("loading/")
        return isPlain && test.sections.contains { $0.text.marks.contains { $0.rule == rule } }
      }, "no case for \(rule)")
  }

  private static func check(_ rule: String, as word: String?) throws -> CheckedRepository {
    let (test, base) = (try firing(rule), try CaseFile("base.case"))
    let tree = CaseTree(test, on: base).tree
    let text = word.map { "rules:\n  \(rule): \($0)\n" } ?? "rules: {}\n"
    let entry = RepositoryTree.Entry(path: "policies/zz-severity.yaml", content: .file(Array(text.utf8)))
    return Checker.check(
      RepositoryTree(entries: tree.entries + [entry], presentFolders: tree.presentFolders), at: test.now)
  }

  private static func findings(_ rule: String, in checked: CheckedRepository) -> [Finding] {
    checked.findings.filter { $0.rule == rule }
  }

  @Test(arguments: Rules.pages.filter(\.isConfigurable).map(\.name))
  func aRuleHasTheWeightThatTheRepositoryGivesIt(_ rule: String) throws {
    let own = Self.findings(rule, in: try Self.check(rule, as: nil))
    #expect(!own.isEmpty && own.allSatisfy { $0.severity == Rules.page(named: rule)?.severity })
    for severity in Severity.allCases {
      let found = Self.findings(rule, in: try Self.check(rule, as: severity.name))
      #expect(found.map(\.message) == own.map(\.message) && found.allSatisfy { $0.severity == severity })
    }
    #expect(Self.findings(rule, in: try Self.check(rule, as: "off")).isEmpty)
  }

  @Test(arguments: Rules.pages.filter { !$0.isConfigurable }.map(\.name))
  func aDeclarationThatMakesNoSenseIsAnErrorWhateverTheRepositorySays(_ rule: String) throws {
    let own = Self.findings(rule, in: try Self.check(rule, as: nil))
    #expect(!own.isEmpty)
    for word in ["error", "warning", "note", "off"] {
      let checked = try Self.check(rule, as: word)
      let found = Self.findings(rule, in: checked)
      #expect(own.allSatisfy { one in found.contains { $0.message == one.message } }, "\(word)")
      #expect(found.allSatisfy { $0.severity == .error })
      let complaint = checked.findings.first { checked.sources[$0.span.file].path == "policies/zz-severity.yaml" }
      #expect(complaint?.rule == "wrong-type" && complaint?.message == "`\(rule)` is always an error")
    }
  }
}

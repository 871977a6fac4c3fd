import BittingCompiler
import Diagnostics
import KeyModel
import Testing
import YAMLSource

/// Everything that a check can print, of declarations that hold an injection wherever a user can write.
struct Report {
  let findings: [LocatedFinding]

  static let rules = Rules.descriptions

  /// Some of them, because a schema takes its time over all.
  static let someRules = Array(rules.prefix(2))

  /// The injection as a user can bring it in: by the compiler, which is told a file of this text and name.
  init(compiling injection: Injection) throws {
    let now = try #require(Instant("2026-11-20T12:00:00Z"))
    let checked = Checker.check(Self.tree(injection.value), at: now)
    let paths = YAMLPaths.naming(checked.findings, in: checked.sources)
    findings = FindingLocator(checked.sources, withFingerprints: true, pathOf: paths).locate(checked.findings)
  }

  /// The injection in every text that a finding has, whether or not a user can bring it there today.
  init(finding injection: Injection) {
    let text = injection.value
    let sources = SourceSet([SourceFile(path: text, bytes: Array("a: \(text)\nb: \(text)\n".utf8))])
    let id = FileID(0)
    let span = SourceSpan(file: id, start: 3, end: 3 + text.utf8.count)
    let findings = [Severity.error, .warning, .note].map { severity in
      Finding(
        "a-rule", severity, "owner `\(text)` of \(text)", at: span, related: [.init(text, at: span)],
        help: "\(text) or `\(text)`")
    }
    self.findings = FindingLocator(sources, withFingerprints: true, pathOf: { _ in text }).locate(findings)
  }

  /// Every format by its name, with what it prints.
  var texts: [(format: String, text: String)] {
    [
      ("terminal", TerminalRenderer(isColored: false).render(findings)),
      ("json", JSONRenderer.render(findings)),
      ("sarif", SARIFRenderer(rules: Self.someRules, of: "check", version: "1.0.0").render(findings)),
      ("github", WorkflowRenderer.render(findings)),
      ("junit", JUnitRenderer(rules: Self.someRules).render(findings)),
      ("markdown", MarkdownRenderer.render(findings, scope: "1 file")),
    ]
  }

  private static func tree(_ text: String) -> RepositoryTree {
    let quoted = JSONValue.string(text).text
    let key = """
      # \(text.prefix(1000))
      key: \(quoted)
      type: \(quoted)
      owner: \(quoted)
      purpose: \(quoted)
      tenant: \(quoted)
      scopes: [\(quoted), "*:\(text.prefix(1000))"]
      networks: [\(quoted)]
      expires: \(quoted)
      \(quoted): 1

      """
    let policy = """
      types:
        \(quoted): { owner: \(quoted), ceiling: [\(quoted)] }
      rules:
        \(quoted): error

      """
    let name = String(text.prefix(200))
    return RepositoryTree(
      entries: [
        .init(path: "keys/\(name).yaml", content: .file(Array(key.utf8))),
        .init(path: "keys/plain.yaml", content: .file(Array("key: a\nowner: \(text)\npurpose: [\(text)".utf8))),
        .init(path: "keys/link\(name).yaml", content: .irregular(kind: "a symbolic link")),
        .init(path: "policies/types.yaml", content: .file(Array(policy.utf8))),
      ], presentFolders: ["keys", "policies"])
  }
}

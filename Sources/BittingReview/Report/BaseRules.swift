internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// The head, judged by the rules, ceilings, duties, waivers and assertions of the base: what a change loosens it cannot
/// make use of at once without a finding.
struct BaseRules {
  /// What the names of the base's files begin with here.
  static let mark = "base:"

  let input: ReviewInput
  let head: LoadedRepository
  let headFindings: [Finding]
  let baseFindings: [Finding]

  /// The findings that come up only so, and the files that they are in: those of the head, then those of the base.
  func findings() -> (findings: [Finding], sources: SourceSet) {
    let policies = input.base.entries.filter { $0.path.utf8.starts(with: "policies/".utf8) }
    let renamed = policies.map { RepositoryTree.Entry(path: Self.mark + $0.path, content: $0.content) }
    let base = Loader.load(
      RepositoryTree(entries: renamed, presentFolders: RepositoryTree.folders), behind: head.sources)
    let checked = Checker.check(
      declarations(judgedBy: base.declarations), in: base, head.completeness, at: input.at)
    let known = Set(headFindings.map(Identity.init))
    let old = Set(baseFindings.map { $0.rule + " " + $0.message })
    let new = checked.findings.filter { finding in
      isAboutHead(finding) && !known.contains(Identity(finding)) && !old.contains(finding.rule + " " + finding.message)
    }
    return (new, base.sources)
  }

  private struct Identity: Hashable {
    let rule: String
    let message: String
    let span: SourceSpan
    let severity: Severity

    init(_ finding: Finding) {
      (rule, message, span, severity) = (finding.rule, finding.message, finding.span, finding.severity)
    }
  }

  /// What the head declares, with everything that judges it from the base. A type that the base has not keeps its own.
  private func declarations(judgedBy base: Declarations) -> Declarations {
    var declarations = head.declarations
    let types = Dictionary(base.types.map { ($0.name.value, $0) }) { first, _ in first }
    declarations.types = declarations.types.map { types[$0.name.value] ?? $0 }
    declarations.severities = base.severities
    declarations.waivers = base.waivers
    declarations.assertions = base.assertions
    return declarations
  }

  /// Names that the base does not know, and what it has that nobody uses any more, are no one's trespass.
  private func isAboutHead(_ finding: Finding) -> Bool {
    guard Rules.page(named: finding.rule)?.isConfigurable ?? false else { return false }
    return Int(finding.span.file.index) < head.sources.files.count || finding.rule == "assertion-violated"
  }
}

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
  let base: CheckedRepository

  /// The findings that come up only so, and the files that they are in: those of the head, then those of the base.
  func findings() -> (findings: [Finding], sources: SourceSet) {
    let policies = input.base.entries.filter { $0.path.utf8.starts(with: "policies/".utf8) }
    let renamed = policies.map { RepositoryTree.Entry(path: Self.mark + $0.path, content: $0.content) }
    let rules = Loader.load(
      RepositoryTree(entries: renamed, presentFolders: RepositoryTree.folders), behind: head.sources)
    let checked = check(declarations(judgedBy: rules.declarations), in: rules)
    let known = Set(headFindings.map(Identity.init))
    let old = Set(base.findings.map { $0.rule + " " + $0.message })
    let new = checked.findings.filter { finding in
      isAboutHead(finding) && !known.contains(Identity(finding)) && !old.contains(finding.rule + " " + finding.message)
    }
    return (new, rules.sources)
  }

  /// The check with the ceilings of the base, which may reach further in the head than they did.
  private func check(_ declarations: Declarations, in rules: LoadedRepository) -> CheckedRepository {
    let checked = Checker.check(declarations, in: rules, head.completeness, at: input.at)
    let former = FormerCeilings(base: base.uncheckedCatalog, head: checked.uncheckedCatalog)
    var kept = declarations
    for (place, type) in declarations.types.enumerated() {
      if let ceiling = former.ceiling(of: type) { kept.types[place].ceiling = ceiling }
    }
    return former.areKept ? checked : Checker.check(kept, in: rules, head.completeness, at: input.at)
  }

  private struct Identity: Hashable {
    let rule: String
    let message: String
    /// Nil for a claim, which stands in the files of both.
    let span: SourceSpan?
    let severity: Severity

    init(_ finding: Finding) {
      (rule, message, severity) = (finding.rule, finding.message, finding.severity)
      span = finding.rule == "assertion-violated" ? nil : finding.span
    }
  }

  /// What the head declares, with everything that judges it from the base. A type that the base has not keeps its own for
  /// keys that are new; others are judged by the type that they had.
  private func declarations(judgedBy base: Declarations) -> Declarations {
    var declarations = head.declarations
    let types = Dictionary(base.types.map { ($0.name.value, $0) }) { first, _ in first }
    let own = Set(declarations.types.map(\.name.value))
    declarations.types = declarations.types.map { types[$0.name.value] ?? $0 }
    let unknown = own.subtracting(types.keys)
    if !unknown.isEmpty {
      let before = Set(declarations.keys.lazy.compactMap(\.type?.value))
      giveBackTypes(to: &declarations.keys, insteadOf: unknown)
      let deserted = before.subtracting(declarations.keys.lazy.compactMap(\.type?.value))
      declarations.types.removeAll { deserted.contains($0.name.value) }
      declarations.types += base.types.filter { !own.contains($0.name.value) }
    }
    declarations.severities = base.severities
    declarations.waivers = base.waivers
    declarations.assertions = base.assertions
    return declarations
  }

  /// Puts the type that a key had in the base in the place of one that the base does not know.
  private func giveBackTypes(to keys: inout [KeyDeclaration], insteadOf unknown: Set<Name>) {
    let former = base.uncheckedCatalog.keys
    let byID = Dictionary(former.map { ($0.id, $0) }) { first, _ in first }
    let pairs = former.flatMap { key in key.declaration.secrets.map { ($0.digest.value, key) } }
    let bySecret = Dictionary(pairs) { first, _ in first }
    for place in keys.indices {
      guard let type = keys[place].type, unknown.contains(type.value) else { continue }
      let secrets = keys[place].secrets.lazy.compactMap { bySecret[$0.digest.value] }
      guard let key = byID[keys[place].id.value] ?? secrets.first, let name = key.type?.name else { continue }
      keys[place].type = Located(name, at: type.span)
    }
  }

  /// Names that the base does not know, and what it has that nobody uses any more, are no one's trespass.
  private func isAboutHead(_ finding: Finding) -> Bool {
    guard Rules.page(named: finding.rule)?.isConfigurable ?? false else { return false }
    return Int(finding.span.file.index) < head.sources.files.count || finding.rule == "assertion-violated"
  }
}

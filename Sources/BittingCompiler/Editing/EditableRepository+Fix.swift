internal import Diagnostics
internal import KeyModel

/// What was put right.
package struct Fixes: Sendable {
  /// The files that change.
  package let edits: [FileEdit]
  /// What was done, in the order of the files.
  package let made: [MadeFix]
  /// The repository as it will be.
  package let checked: CheckedRepository

  /// Whether nothing was put right because some declaration makes no sense.
  package var isHindered: Bool { !checked.findings.allSatisfy(\.isOfSoundDeclarations) }
}

extension Finding {
  /// Whether it is about what declarations mean, and not that one means nothing.
  fileprivate var isOfSoundDeclarations: Bool { Rules.page(named: rule)?.isConfigurable == true }
}

/// One finding that was put right.
package struct MadeFix: Sendable {
  /// The rule that found it.
  package let rule: String
  /// The file that was changed.
  package let path: String
  /// What was done.
  package let summary: String
}

extension EditableRepository {
  /// Puts right all that is certain, until nothing of it is left.
  ///
  /// Fails if other findings would come of it. Nothing is certain in a repository with a declaration that makes no sense:
  /// what it was meant to say may be what makes a scope needed. A file that is laid out so that more would change is left
  /// as it is.
  package func fixingWhatIsCertain() throws(EditFailure) -> Fixes {
    var (current, made): (EditableRepository, [MadeFix]) = (self, [])
    while true {
      let round = current.round()
      let next = EditableRepository(current.tree.applying(round.edits), at: now)
      // Invariant: each round leaves fewer findings, so there is a last one.
      guard !round.edits.isEmpty, next.checked.findings.count < current.checked.findings.count else { break }
      (current, made) = (next, made + round.made)
    }
    let new = newFindings(in: current.checked)
    guard new.isEmpty else { throw .addsFindings(NewErrors(checked: current.checked, findings: new)) }
    return Fixes(edits: edits(to: current), made: made, checked: current.checked)
  }

  /// What can be put right at once.
  private func round() -> (edits: [FileEdit], made: [MadeFix]) {
    var (edits, made): ([FileEdit], [MadeFix]) = ([], [])
    for (file, fixes) in certainFixes.sorted(by: { $0.key < $1.key }) {
      let source = checked.sources[file]
      var text = FixedText(source, as: file)
      let done = fixes.sorted { $1.span < $0.span }.filter { text.make($0) }
      guard !done.isEmpty else { continue }
      edits.append(FileEdit(path: source.path, before: source.bytes, after: text.bytes))
      made += done.reversed().map { MadeFix(rule: $0.rule, path: source.path, summary: $0.summary) }
    }
    return (edits, made)
  }

  /// The fixes of what is reported, by file: what a waiver excuses, or a rule that is off would find, stays.
  private var certainFixes: [FileID: [Fix]] {
    guard checked.findings.allSatisfy(\.isOfSoundDeclarations) else { return [:] }
    var reported: [String: Set<SourceSpan>] = [:]
    for finding in checked.findings { reported[finding.rule, default: []].insert(finding.span) }
    let fixes = Rules.all.flatMap { $0.fixes(catalog, at: now) }
    return Dictionary(grouping: fixes.filter { reported[$0.rule]?.contains($0.span) == true }, by: \.span.file)
  }

  /// The files in which `other` differs.
  private func edits(to other: EditableRepository) -> [FileEdit] {
    zip(checked.sources.files, other.checked.sources.files).compactMap { before, after in
      before.bytes == after.bytes ? nil : FileEdit(path: before.path, before: before.bytes, after: after.bytes)
    }
  }
}

internal import BittingCompiler
internal import KeyModel

/// Who has to agree to a change: for each part of it, what is gained and what gives room being two, everybody whom the
/// base's `approvers` name for it. Where they name nobody: for what a key gains, whoever answered for the key before, and for
/// each key that it takes a secret from; for all else that lets somebody do more, the owners of waivers that end and whoever
/// answers for `policies/`.
///
/// All of that is the base's word, because a change could name somebody else. For a key that is new nobody answered: its
/// own owner is asked, and whoever answers for `policies/`.
struct Approvers {
  let revisions: Sides<Revision>

  func needed(for entries: [EntryDraft]) -> [Phrase] {
    let approvers = revisions.base.catalog.declarations.approvers
    var names: Set<Text> = []
    var unnamed: [EntryDraft] = []
    for entry in entries {
      let classes = Set(entry.classes + (entry.countsAsWidening ? [.widening] : []))
      // Whoever is named for room says nothing about what is gained beside it, and the other way round.
      for part in [[.widening, .newSecret], [.room], [.error], [.narrowing, .facts]] as [Set<ChangeClass>] {
        let asked = part.intersection(classes)
        guard !asked.isEmpty else { continue }
        let matching = approvers.filter { isAsked($0, about: entry, of: asked) }
        names.formUnion(matching.flatMap(\.names).map(\.value))
        if matching.isEmpty, !part.contains(.facts) { unnamed.append(entry) }
      }
    }
    let (others, reachesPolicies) = answering(for: unnamed)
    names.formUnion(others)
    return names.sorted().map { .user($0.string) } + (reachesPolicies ? ["whoever answers for policies/"] : [])
  }

  private func isAsked(
    _ approver: ApproverDeclaration, about entry: EntryDraft, of classes: Set<ChangeClass>
  ) -> Bool {
    guard approver.changes.contains(where: { ChangeClass($0).map(classes.contains) ?? false }) else { return false }
    // What is about no type and no scope in particular, a signer or a rule, is about every one.
    if let type = approver.type?.value, !entry.types.isEmpty, !entry.types.contains(type) { return false }
    guard let scope = approver.scope?.value, let concerns = entry.concerns else { return true }
    return concerns.contains { $0.touches(scope, ladders) }
  }

  private var ladders: Sides<Ladder> { Sides { revisions[$0].catalog.ladder } }

  /// Who answers for `entries`, for which nobody is named.
  private func answering(for entries: [EntryDraft]) -> (names: Set<Text>, reachesPolicies: Bool) {
    let grave: Set<ChangeClass> = [.error, .widening, .newSecret, .room]
    var keys: Set<KeyID> = []
    var names: Set<Text> = []
    var reachesPolicies = false
    for entry in entries where !grave.isDisjoint(with: entry.classes) {
      switch entry.subject {
      case .key, .secret, .tombstone: keys.formUnion(entry.answering)
      case .waiver:
        reachesPolicies = true
        let waivers = revisions.base.catalog.declarations.waivers.filter { $0.rule.value == Text(entry.name) }
        names.formUnion(waivers.compactMap { $0.owner?.value })
      default: reachesPolicies = true
      }
    }
    let (owners, areAll) = owners(of: keys)
    return (names.union(owners), reachesPolicies || !areAll)
  }

  /// Who answers for `keys`, and whether each of them had somebody who did before.
  private func owners(of keys: Set<KeyID>) -> (owners: Set<Text>, areAll: Bool) {
    guard !keys.isEmpty else { return ([], true) }
    var owners: [KeyID: Text] = [:]
    for side in [Side.head, .base] {
      for key in revisions[side].catalog.keys where keys.contains(key.id) {
        owners[key.id] = key.declaration.owner?.value
      }
    }
    let answered = revisions.base.catalog.keys.lazy.filter { keys.contains($0.id) && $0.declaration.owner != nil }
    return (Set(owners.values), keys.isSubset(of: answered.map(\.id)))
  }
}

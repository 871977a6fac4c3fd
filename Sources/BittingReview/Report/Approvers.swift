internal import BittingCompiler
internal import KeyModel

/// Who has to agree to a change: whoever answered for a key before it, of each key that gains; and for what no key's
/// owner answers for, the owners of waivers that end and whoever answers for `policies/`.
///
/// The owners are those of the base, because a change could name another one; only a key that is new has its own word.
struct Approvers {
  let revisions: Sides<Revision>

  func needed(for entries: [EntryDraft]) -> [Phrase] {
    let grave: Set<ChangeClass> = [.error, .widening, .newSecret, .room]
    var keys: Set<KeyID> = []
    var names: Set<Text> = []
    var reachesPolicies = false
    for entry in entries where !grave.isDisjoint(with: entry.classes) {
      switch entry.subject {
      case .key, .secret, .tombstone: keys.formUnion(entry.keys + [KeyID(entry.name)].compactMap { $0 })
      case .waiver:
        reachesPolicies = true
        let waivers = revisions.base.catalog.declarations.waivers.filter { $0.rule.value == Text(entry.name) }
        names.formUnion(waivers.compactMap { $0.owner?.value })
      default: reachesPolicies = true
      }
    }
    names.formUnion(owners(of: keys))
    return names.sorted().map { .user($0.string) } + (reachesPolicies ? ["whoever answers for policies/"] : [])
  }

  private func owners(of keys: Set<KeyID>) -> Set<Text> {
    guard !keys.isEmpty else { return [] }
    var owners: [KeyID: Text] = [:]
    for side in [Side.head, .base] {
      for key in revisions[side].catalog.keys where keys.contains(key.id) {
        if let owner = key.declaration.owner?.value { owners[key.id] = owner }
      }
    }
    return Set(owners.values)
  }
}

internal import BittingCompiler
internal import KeyModel

/// Who has to agree to a change: whoever answered for a key before it, of each key that gains; and for what no key's
/// owner answers for, the owners of waivers that end and whoever answers for `policies/`.
///
/// The owners are those of the base, because a change could name another one; only a key that is new has its own word.
struct Approvers {
  let revisions: Sides<Revision>

  func needed(for entries: [EntryDraft]) -> [Phrase] {
    let owners = Sides { side in
      Dictionary(
        revisions[side].catalog.keys.map { ($0.id.description, $0.declaration.owner?.value) }
      ) { first, _ in first }
    }
    let grave: Set<ChangeClass> = [.error, .widening, .newSecret, .room]
    var names: Set<Text> = []
    var reachesPolicies = false
    for entry in entries where !grave.isDisjoint(with: entry.classes) {
      switch entry.subject {
      case .key, .secret, .tombstone:
        for key in [entry.name] + entry.keys.map(\.description) {
          if let owner = (owners.base[key] ?? owners.head[key]) ?? nil { names.insert(owner) }
        }
      case .waiver:
        reachesPolicies = true
        let waivers = revisions.base.catalog.declarations.waivers.filter { $0.rule.value == Text(entry.name) }
        names.formUnion(waivers.compactMap { $0.owner?.value })
      default: reachesPolicies = true
      }
    }
    return names.sorted().map { .user($0.string) } + (reachesPolicies ? ["whoever answers for policies/"] : [])
  }
}

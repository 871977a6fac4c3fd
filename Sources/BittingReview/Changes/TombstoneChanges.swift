internal import BittingCompiler
internal import KeyModel

/// Tombstones that are gone, which is an error, came without their secret, or tell something else.
struct TombstoneChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] {
    let known = Sides { side in Set(revisions[side].catalog.tombstones.map(\.digest.value)) }
    let gone = revisions.base.catalog.tombstones.filter { !known.head.contains($0.digest.value) }
    let new = revisions.head.catalog.tombstones.filter { tombstone in
      !known.base.contains(tombstone.digest.value) && revisions.base.holder(of: tombstone.digest.value) == nil
    }
    let types = types(of: Set(gone.map(\.key.value)))
    return changed
      + gone.map { tombstone in
        var entry = draft(tombstone, " is gone: what was revoked stays revoked")
        entry.kinds = [.error]
        entry.formerSpan = tombstone.digest.span
        entry.types = (types[tombstone.key.value] ?? []).sorted()
        entry.concerns = concerns(tombstone.key.value)
        return entry
      }
      + new.map { tombstone in
        var entry = draft(tombstone, " is new")
        entry.span = tombstone.digest.span
        return entry
      }
  }

  /// What is recorded about those that both have.
  private var changed: [EntryDraft] {
    let base = Dictionary(revisions.base.catalog.tombstones.map { ($0.digest.value, $0) }) { first, _ in first }
    return revisions.head.catalog.tombstones.compactMap { head in
      guard let base = base[head.digest.value] else { return nil }
      var entry = draft(head, " has changed")
      entry.lines = [
        LineDraft.field("handle", base.handle?.value, head.handle?.value, .facts),
        LineDraft.field("key", base.key.value, head.key.value, .facts),
        LineDraft.field("at", base.at.value, head.at.value, .facts),
        LineDraft.field("reason", base.reason.value, head.reason.value, .facts),
      ].compactMap { $0 }
      entry.span = head.digest.span
      return entry.lines.isEmpty ? nil : entry
    }
  }

  private func draft(_ tombstone: TombstoneDeclaration, _ words: Phrase) -> EntryDraft {
    let name: Phrase =
      tombstone.handle.map { "\($0.value) of \(tombstone.key.value)" } ?? "a token of \(tombstone.key.value)"
    var entry = EntryDraft(
      subject: .tombstone, name: tombstone.key.value.description, title: "tombstone of " + name + words)
    entry.answering = [tombstone.key.value]
    return entry
  }

  /// What `key` is granted on either side; nil where it is declared on neither.
  private func concerns(_ key: KeyID) -> [Concern]? {
    let found = Side.allCases.flatMap { side in
      revisions[side].catalog.keys.filter { $0.id == key }.map { (side, $0) }
    }
    return found.isEmpty ? nil : found.flatMap { $1.concerns(revisions[$0].catalog.ladder) }
  }

  /// The types that `keys` have on either side.
  private func types(of keys: Set<KeyID>) -> [KeyID: Set<Name>] {
    guard !keys.isEmpty else { return [:] }
    var types: [KeyID: Set<Name>] = [:]
    for side in Side.allCases {
      for key in revisions[side].catalog.keys where keys.contains(key.id) {
        if let type = key.type { types[key.id, default: []].insert(type.name) }
      }
    }
    return types
  }
}

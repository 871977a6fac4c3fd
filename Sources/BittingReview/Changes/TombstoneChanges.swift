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
    let keys = NamedKeys(Set(gone.map(\.key.value)), in: revisions)
    return changed
      + gone.map { tombstone in
        var entry = draft(tombstone, " is gone: what was revoked stays revoked")
        entry.kinds = [.error]
        entry.formerSpan = tombstone.digest.span
        entry.types = keys.types(of: tombstone.key.value)
        entry.concerns = keys.concerns(of: tombstone.key.value)
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
}

internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What became of keys and their secrets.
struct KeyChanges {
  let revisions: Sides<Revision>
  let access: AccessLines
  let now: Instant
  private let keys: Sides<[KeyID: Catalog.Key]>
  private let revoked: Sides<Set<TokenDigest>>

  init(_ revisions: Sides<Revision>, _ access: AccessLines, at now: Instant) {
    self.revisions = revisions
    self.access = access
    self.now = now
    keys = Sides { side in
      Dictionary(revisions[side].catalog.keys.map { ($0.id, $0) }) { first, _ in first }
    }
    revoked = Sides { side in Set(revisions[side].catalog.tombstones.map(\.digest.value)) }
  }

  /// All of it, by the names of the keys.
  func entries() -> [EntryDraft] {
    let former = renamed
    let gone = Set(former.values)
    let names = Set(keys.base.keys).union(keys.head.keys).sorted()
    return names.flatMap { name -> [EntryDraft] in
      guard let head = keys.head[name] else {
        guard let base = keys.base[name], !gone.contains(name) else { return [] }
        return [removed(base)].compactMap { $0 }
      }
      guard let base = keys.base[name] ?? former[name].flatMap({ keys.base[$0] }) else { return added(head) }
      return changed(Sides(base, head))
    }
  }

  /// The former names of keys that are new, where one of their secrets was of a key that is gone.
  private var renamed: [KeyID: KeyID] {
    var former: [KeyID: KeyID] = [:]
    var taken: Set<KeyID> = []
    for key in revisions.head.catalog.keys where keys.base[key.id] == nil {
      let holders = key.declaration.secrets.compactMap { revisions.base.holder(of: $0.digest.value)?.key.id }
      guard let old = holders.first(where: { keys.head[$0] == nil }), taken.insert(old).inserted else { continue }
      former[key.id] = old
    }
    return former
  }

  /// `acme-sync (partner, integrations@shop.example)`.
  private func name(_ key: Catalog.Key) -> Phrase {
    let type: Phrase = key.declaration.type.map { "\($0.value)" } ?? "no type"
    guard let owner = key.declaration.owner?.value else { return "\(key.id) (\(type))" }
    return "\(key.id) (\(type), \(owner))"
  }

  private func short(_ key: Catalog.Key) -> Phrase {
    let type: Phrase = key.declaration.type.map { "\($0.value)" } ?? "no type"
    return "\(key.id) (\(type))"
  }

  /// All that `key` is granted on `side`.
  private func concerns(_ key: Catalog.Key, _ side: Side) -> [Concern] {
    key.concerns(revisions[side].catalog.ladder)
  }

  private func draft(_ key: Catalog.Key, _ title: Phrase, _ subject: ReviewEntry.Subject = .key) -> EntryDraft {
    var draft = EntryDraft(subject: subject, name: key.id.description, title: title)
    draft.types = [key.declaration.type?.value].compactMap { $0 }
    draft.answering = [key.id]
    return draft
  }
}

// Keys.
extension KeyChanges {
  private func added(_ key: Catalog.Key) -> [EntryDraft] {
    let digests = key.declaration.secrets.map(\.digest.value)
    var entry = draft(key, name(key) + " is new")
    entry.lines = access.lines(digests)
    entry.lines += unused(key, besides: entry.lines)
    if entry.lines.isEmpty { entry.kinds = [.room] }
    entry.narrow(otherwise: concerns(key, .head))
    entry.lines += NewKeyLines(key: key).lines
    entry.span = key.declaration.id.span
    return [entry] + key.declaration.secrets.map { addedSecret($0, of: key, before: nil) }
  }

  /// What a new key is granted and no request shows yet.
  private func unused(_ key: Catalog.Key, besides shown: [LineDraft]) -> [LineDraft] {
    let known = Set(shown.map(\.label.text))
    let ladder = revisions.head.catalog.ladder
    let scopes = key.grants.sorted.map { Scope(resource: $0.resource, level: ladder.names[$0.rank]) }
    return scopes.filter { !known.contains($0.description) }.map {
      LineDraft(mark: .added, label: "\($0)", kind: .room, scope: $0)
    }
  }

  private func removed(_ key: Catalog.Key) -> EntryDraft? {
    let digests = key.declaration.secrets.map(\.digest.value).filter { revisions.head.holder(of: $0) == nil }
    var entry = draft(key, name(key) + " is gone")
    entry.lines = Array(digests.lazy.flatMap { access.line($0, isGain: false) }.prefix(1))
    if isDecoy(key) { entry.kinds = [.room] }
    entry.formerSpan = key.declaration.id.span
    entry.concerns = concerns(key, .base)
    return entry
  }

  private func isDecoy(_ key: Catalog.Key) -> Bool { key.declaration.decoy?.value == true }

  private func changed(_ pair: Sides<Catalog.Key>) -> [EntryDraft] {
    let (base, head) = (pair.base, pair.head)
    let declared = KeyFieldLines(keys: pair, ladders: Sides { revisions[$0].catalog.ladder })
    let secrets = secretChanges(pair, isWider: declared.giveRoom)
    let shared = secrets.shared.map(\.head.digest.value)
    let told = Set(secrets.shared.filter { isWindowChanged($0) }.map(\.head.digest.value))
    var lines = access.lines(shared.filter { !told.contains($0) })
    let known = Set(lines.map { $0.mark.rawValue + $0.label.text })
    lines += access.lines(Array(told), where: { $0.label != .window }).filter {
      !known.contains($0.mark.rawValue + $0.label.text)
    }
    let fields =
      declared.lines(besides: lines) + secrets.shared.compactMap(handleLine)
    var entry = draft(head, title(pair, lines + fields))
    if base.declaration.type?.value != head.declaration.type?.value, let type = base.declaration.type {
      entry.types.append(type.value)
    }
    entry.lines = lines + fields
    entry.narrow(otherwise: concerns(base, .base) + concerns(head, .head))
    entry.span = head.declaration.id.span
    entry.answering = [base.id]
    entry.isUntouched = base.id == head.id && declared.areSame
    let isWorthTelling = !entry.lines.isEmpty || base.id != head.id
    return (isWorthTelling ? [entry] : []) + secrets.entries
  }

  private func title(_ pair: Sides<Catalog.Key>, _ lines: [LineDraft]) -> Phrase {
    let kinds = Set(lines.map(\.kind))
    let verb: Phrase =
      switch (kinds.contains(.widening), kinds.contains(.narrowing)) {
      case (true, true): "may do other things"
      case (true, false): "may do more"
      case (false, true): "may do less"
      case (false, false): roomVerb(lines)
      }
    guard pair.base.id != pair.head.id else { return name(pair.head) + " " + verb }
    let renamed = name(pair.head) + ", renamed from \(pair.base.id)"
    return lines.isEmpty ? renamed : renamed + ", " + verb
  }

  private func roomVerb(_ lines: [LineDraft]) -> Phrase {
    let labels = Set(lines.filter { $0.kind == .room }.map(\.label.text))
    return labels.isEmpty ? "has changed" : labels == ["owner"] ? "has another owner" : "has more room"
  }
}

// Secrets.
extension KeyChanges {
  private struct SecretChanges {
    var shared: [Sides<SecretDeclaration>] = []
    var entries: [EntryDraft] = []
  }

  /// If `isWider`, the key itself may do more than before: then its secrets do not only replace one another.
  private func secretChanges(_ pair: Sides<Catalog.Key>, isWider: Bool) -> SecretChanges {
    var changes = SecretChanges()
    let old = Dictionary(pair.base.declaration.secrets.map { ($0.digest.value, $0) }) { first, _ in first }
    var seen: Set<TokenDigest> = []
    for secret in pair.head.declaration.secrets where seen.insert(secret.digest.value).inserted {
      guard let before = old[secret.digest.value] else {
        changes.entries.append(addedSecret(secret, of: pair.head, before: pair.base, isWider: isWider))
        continue
      }
      let both = Sides(before, secret)
      changes.shared.append(both)
      if isWindowChanged(both) { changes.entries.append(changedSecret(both, pair, isWider: isWider)) }
    }
    for secret in pair.base.declaration.secrets where !seen.contains(secret.digest.value) {
      // A secret that another key has now is told there.
      guard revisions.head.holder(of: secret.digest.value) == nil else { continue }
      changes.entries.append(removedSecret(secret, pair))
    }
    return changes
  }

  private func isWindowChanged(_ secret: Sides<SecretDeclaration>) -> Bool {
    secret.base.created.value != secret.head.created.value || secret.base.expires.value != secret.head.expires.value
  }

  /// The public name of a token is in the token; what is declared is what people find in logs.
  private func handleLine(_ secret: Sides<SecretDeclaration>) -> LineDraft? {
    LineDraft.field("handle", secret.base.handle?.value, secret.head.handle?.value, .facts)
  }

  private func handle(_ secret: SecretDeclaration) -> Phrase {
    secret.handle.map { "\($0.value)" } ?? "without handle"
  }

  /// A secret that `key` has now; `before` is the key as it was, if it was.
  private func addedSecret(
    _ secret: SecretDeclaration, of key: Catalog.Key, before: Catalog.Key?, isWider: Bool = false
  ) -> EntryDraft {
    let former = revisions.base.holder(of: secret.digest.value)?.key
    var title = short(key) + " new secret " + handle(secret) + window(secret)
    if let former, former.id != before?.id { title = title + ", until now of \(former.id)" }
    var entry = draft(key, title, .secret)
    entry.lines = access.line(secret.digest.value, isGain: true).map { line in
      LineDraft(
        mark: line.mark, label: "secret", detail: line.detail, witness: line.witness,
        kind: former == nil ? .newSecret : .widening)
    }
    if former != nil { entry.lines += access.lines([secret.digest.value], where: { !$0.isGain }) }
    entry.kinds = [.newSecret]
    entry.countsAsWidening = former != nil || isWider || !isExpected(secret, before, since: begin(of: secret))
    entry.answering = [before?.id ?? key.id, former?.id].compactMap { $0 }
    entry.concerns = concerns(key, .head)
    entry.span = (secret.handle?.span ?? secret.digest.span)
    return entry
  }

  /// `, 2026-11-23T08:00:00Z to 2027-02-20T08:00:00Z`.
  private func window(_ secret: SecretDeclaration) -> Phrase {
    ", valid \(secret.created.value) to \(secret.expires.value)"
  }

  /// Whether the secret is what a rotation would bring: the key had a live one, and the new one lives no longer than the
  /// base lets it, counted from `start`.
  private func isExpected(_ secret: SecretDeclaration, _ before: Catalog.Key?, since start: Instant) -> Bool {
    guard let before, before.declaration.decoy?.value != true else { return before != nil }
    let hasLive = before.declaration.secrets.contains { old in
      old.created.value <= now && now < old.expires.value && !revoked.base.contains(old.digest.value)
    }
    guard hasLive, let limit = before.type?.declaration.lifetime?.value else { return false }
    return secret.expires.value.since(start) <= limit
  }

  /// From when on `secret` counts as there: one that only begins later is known from now on.
  private func begin(of secret: SecretDeclaration) -> Instant { min(secret.created.value, now) }

  private func changedSecret(
    _ secret: Sides<SecretDeclaration>, _ pair: Sides<Catalog.Key>, isWider: Bool
  ) -> EntryDraft {
    let isLonger =
      secret.head.expires.value > secret.base.expires.value || secret.head.created.value < secret.base.created.value
    var entry = draft(
      pair.head, short(pair.head) + " secret " + handle(secret.head) + (isLonger ? " prolonged" : " shortened"), .secret
    )
    let lines = access.lines([secret.head.digest.value], where: { $0.label == .window })
    entry.lines = lines.map { line in
      LineDraft(
        mark: line.mark, label: line.label, detail: line.detail, witness: line.witness,
        kind: line.kind == .widening && !isWider ? .newSecret : line.kind)
    }
    entry.lines += [
      LineDraft.field("created", secret.base.created.value, secret.head.created.value, .facts),
      LineDraft.field("expires", secret.base.expires.value, secret.head.expires.value, .facts),
    ].compactMap { $0 }
    if isLonger { entry.kinds = [.newSecret] }
    entry.answering = [pair.base.id]
    // The token is as old as it ever was, whatever is written now.
    let start = min(secret.base.created.value, begin(of: secret.head))
    entry.countsAsWidening = isLonger && (isWider || !isExpected(secret.head, pair.base, since: start))
    entry.concerns = concerns(pair.head, .head)
    entry.span = secret.head.expires.span
    return entry
  }

  private func removedSecret(_ secret: SecretDeclaration, _ pair: Sides<Catalog.Key>) -> EntryDraft {
    let (key, digest) = (pair.head, secret.digest.value)
    let isRevoked = revoked.head.contains(digest) && !revoked.base.contains(digest)
    let verb: Phrase = isRevoked ? " revoked: " : " lost its secret "
    var entry = draft(key, short(key) + verb + handle(secret), .secret)
    entry.lines = access.line(digest, isGain: false).map { line in
      LineDraft(mark: line.mark, label: "secret", detail: line.detail, witness: line.witness, kind: line.kind)
    }
    if isRevoked { entry.kinds = [.narrowing] }
    // Bait that is taken away alarms nobody any more.
    if isDecoy(pair.base) { entry.kinds.insert(.room) }
    entry.concerns = concerns(key, .head)
    entry.span = key.declaration.id.span
    return entry
  }
}

internal import Diagnostics
internal import KeyModel

// What rules ask about a key before they judge it. An error about what a key may do looks at every key but decoys: a
// key that is disabled or has ended is one edit away from use, and time alone never clears an error. Rules that only
// advise pass over keys that have ended, and rules about the state of secrets over those that are disabled, too.
extension Catalog.Key {
  /// Whether its own end has come: at `expires` it is valid no more.
  func hasEnded(at now: Instant) -> Bool { end.map { $0 <= now } ?? false }

  /// Whether advice about it is of use.
  func isWorthAdvice(at now: Instant) -> Bool { !isDecoy && !hasEnded(at: now) }

  /// Whether its secrets are meant to be used.
  func isInService(at now: Instant) -> Bool { !isDecoy && !isDisabled && !hasEnded(at: now) }

  /// Whether a field is neither there nor merely malformed, which is reported by itself.
  func lacks(_ field: KeyFieldSet, _ name: String) -> Bool {
    !declared.contains(field) && !hasLostPart(of: name)
  }

  /// Whether something of the field `name` could not be read.
  func hasLostPart(of name: String) -> Bool { declared.contains(.seldom) && declaration.unread.contains(name) }
}

extension SecretDeclaration {
  /// Whether it opens anything: from `created` on, and at `expires` no more.
  func isLive(at now: Instant) -> Bool { created.value <= now && now < expires.value }

  /// Where to point at it.
  var place: SourceSpan { handle?.span ?? digest.span }

  /// How to speak of it: by its handle, where it has one.
  func name(of key: KeyID) -> String {
    handle.map { "secret `\($0.value)` of key `\(key)`" } ?? "a secret of key `\(key)`"
  }
}

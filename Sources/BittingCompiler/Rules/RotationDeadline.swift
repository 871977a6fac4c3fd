package import KeyModel

/// Until when a key has to get a new secret.
package struct RotationDeadline: Sendable {
  /// How near the end is.
  package enum State: Sendable {
    case later, due, overdue
  }

  /// The secret that holds out longest.
  package let secret: SecretDeclaration
  /// The instant at which it ends, or at which it has lived as long as the key's type lets it, if that is earlier.
  package let deadline: Instant
  /// Overdue from the deadline on; due from the type's `remind` before that.
  package let state: State
}

extension Catalog.Key {
  /// The rotation that the key needs next; nil if it needs none.
  ///
  /// None is needed of a decoy, of a disabled key, without secrets, or where the key itself ends by then.
  package func rotation(at now: Instant) -> RotationDeadline? {
    guard isInService(at: now), !declaration.unread.contains("secrets") else { return nil }
    let lifetime = type?.declaration.lifetime?.value
    var last: (secret: SecretDeclaration, deadline: Instant)?
    declaration.forEachSecret { secret in
      let limit = lifetime.map { secret.created.value + $0 } ?? .latest
      let deadline = min(secret.expires.value, limit)
      if last.map({ $0.deadline < deadline }) ?? true { last = (secret, deadline) }
    }
    guard let last, end.map({ last.deadline < $0 }) ?? true else { return nil }
    return RotationDeadline(secret: last.secret, deadline: last.deadline, state: state(last.deadline, at: now))
  }

  private func state(_ deadline: Instant, at now: Instant) -> RotationDeadline.State {
    if deadline <= now { return .overdue }
    guard let remind = type?.declaration.remind?.value else { return .later }
    return deadline - remind <= now ? .due : .later
  }
}

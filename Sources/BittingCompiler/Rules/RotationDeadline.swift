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
    guard let last = lastDeadline(at: now), let state = rotationState(at: now) else { return nil }
    return RotationDeadline(secret: declaration.secrets[last.secret], deadline: last.deadline, state: state)
  }

  /// How near the end of that rotation is; nil if the key needs none.
  func rotationState(at now: Instant) -> RotationDeadline.State? {
    guard let deadline = lastDeadline(at: now)?.deadline else { return nil }
    if deadline <= now { return .overdue }
    guard let remind = type?.declaration.remind?.value else { return .later }
    return deadline - remind <= now ? .due : .later
  }

  /// The deadline of the secret that holds out longest, and which one that is; nil if the key needs no rotation.
  private func lastDeadline(at now: Instant) -> (secret: Int, deadline: Instant)? {
    guard isInService(at: now), !hasLostPart(of: "secrets") else { return nil }
    let lifetime = type?.declaration.lifetime?.value
    var last: (secret: Int, deadline: Instant)?
    var place = 0
    declaration.forEachWindow { created, expires in
      let deadline = min(expires, lifetime.map { created + $0 } ?? .latest)
      if last.map({ $0.deadline < deadline }) ?? true { last = (place, deadline) }
      place += 1
    }
    guard let last, end.map({ last.deadline < $0 }) ?? true else { return nil }
    return last
  }
}

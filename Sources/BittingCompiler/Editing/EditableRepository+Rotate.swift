internal import Diagnostics
package import KeyModel

/// Keys that were just rotated, and the files that say so.
package struct Rotations: Sendable {
  /// The files, by path.
  package let edits: [FileEdit]
  /// The rotations, in the order in which they were asked for.
  package let rotations: [RotatedKey]
}

/// One key that was just rotated.
package struct RotatedKey: Sendable {
  /// The key.
  package let key: KeyID
  /// The file that declares it.
  package let path: String
  /// The new secret.
  package let secret: NewSecret
  /// The environment variable that the token belongs into.
  package let variable: String
  /// The other secrets that are live.
  package let others: [EndingSecret]
  /// Why the key is denied whatever its secrets are; nil: it is not.
  package let disabled: Text?
}

/// A secret that a rotation puts an end to.
package struct EndingSecret: Sendable {
  /// Its handle; nil for a token from elsewhere.
  package let handle: Handle?
  /// SHA-256 of its token.
  package let digest: TokenDigest
  /// The instant at which it is valid no more.
  package let expires: Instant
}

extension EditableRepository {
  /// The keys whose rotation is due or overdue, as the rules of these names see it.
  package var keysDueForRotation: [KeyID] {
    catalog.keys.filter { key in
      switch key.rotation(at: now)?.state {
      case .due, .overdue: true
      case .later, nil: false
      }
    }.map(\.id)
  }

  /// Gives each of `keys` a new secret and ends its other live ones after `grace`, or after as long as the type allows.
  ///
  /// No secret gets a later end than it has. Fails as a whole, or where an error would come.
  package func rotate(
    _ keys: [KeyID], grace: TimeSpan?, using generator: inout some RandomNumberGenerator
  ) throws(EditFailure) -> Rotations {
    var texts: [FileID: KeyFileText] = [:]
    var rotations: [RotatedKey] = []
    for id in keys {
      let key = try key(id)
      let file = key.declaration.span.file
      let rotation = try plan(key, grace: grace, using: &generator)
      var text = texts[file] ?? KeyFileText(catalog.sources[file])
      for other in rotation.others { try text.end(other.digest, of: id, at: other.expires) }
      try text.add(rotation.secret, to: id)
      texts[file] = text
      rotations.append(rotation)
    }
    let edits = texts.sorted { $0.key < $1.key }.map(\.value.edit)
    try requireNoNewErrors(after: edits)
    return Rotations(edits: edits, rotations: rotations)
  }

  private func plan(
    _ key: Catalog.Key, grace: TimeSpan?, using generator: inout some RandomNumberGenerator
  ) throws(EditFailure) -> RotatedKey {
    let declaration = key.declaration
    guard declaration.decoy?.value != true else { throw .decoy(key.id) }
    guard let type = key.type, let environment = key.environment else { throw .incompleteKey(key.id) }
    if let end = declaration.expires?.value, end <= now { throw .keyEnded(key.id, end) }
    let end = now + (try allowed(grace, by: type))
    let secret = NewSecret(
      prefix: try tokenPrefix(in: environment), environment: environment, from: now,
      lifetime: try lifetime(of: type), keyEnd: declaration.expires?.value, using: &generator)
    let live = declaration.secrets.filter { $0.expires.value > now }
    if let later = live.first(where: { $0.created.value > now || $0.created.value >= end }) {
      throw .hasLaterSecret(key.id, later.handle?.value, created: later.created.value, now: now)
    }
    return RotatedKey(
      key: key.id, path: catalog.sources[declaration.span.file].path, secret: secret,
      variable: tokenVariable(of: key.id),
      others: live.map { other in
        EndingSecret(
          handle: other.handle?.value, digest: other.digest.value, expires: min(other.expires.value, end))
      }, disabled: declaration.disabled?.value)
  }

  private func allowed(_ grace: TimeSpan?, by type: Catalog.KeyType) throws(EditFailure) -> TimeSpan {
    let maximum = type.declaration.grace?.value ?? TimeSpan(seconds: 0)
    guard let grace else { return maximum }
    guard grace <= maximum else { throw .graceTooLong(grace, maximum: maximum, type: type.name) }
    return grace
  }
}

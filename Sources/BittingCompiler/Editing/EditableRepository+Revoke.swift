internal import Diagnostics
package import KeyModel

/// Secrets that are to be revoked, or are already.
package struct FoundSecrets: Sendable {
  /// Those that a key still has.
  package var declared: [FoundSecret] = []
  /// Those that have a tombstone; a secret can be both, where somebody brought it back.
  package var revoked: [FoundSecret] = []

  /// Whether there is none at all.
  package var isEmpty: Bool { declared.isEmpty && revoked.isEmpty }

  /// The declared ones, one for each place they are taken from, though a mistake may name a digest twice there.
  var distinct: [FoundSecret] {
    var seen: Set<[UInt8]> = []
    return declared.filter { seen.insert(Array("\($0.file.index) \($0.key) \($0.digest)".utf8)).inserted }
  }
}

/// One secret, by what may be said of it.
package struct FoundSecret: Sendable {
  /// The key that it proves.
  package let key: KeyID
  /// Its handle; nil for a token from elsewhere.
  package let handle: Handle?
  /// SHA-256 of its token.
  package let digest: TokenDigest
  /// When it was made; nil where only its tombstone is left.
  package let created: Instant?
  /// The file that it, or its tombstone, stands in.
  package let path: String
  let file: FileID
}

/// The files that revoke secrets.
package struct Revocation: Sendable {
  /// The tombstones first, so that a secret is revoked even if nothing after it is written; then the keys' files.
  package let edits: [FileEdit]
  /// The tombstones of what was revoked, each with its path.
  package let tombstones: [FoundSecret]
}

// Finding what is meant.
extension EditableRepository {
  /// The secrets that `name` means: all of a key's, or the one with that handle or digest.
  ///
  /// Fails for anything else without repeating it, as it may be a token.
  package func secrets(named name: String) throws(EditFailure) -> FoundSecrets {
    if let id = KeyID(name), catalog.declarations.keys.contains(where: { $0.id.value == id }) {
      return secrets { $0.key == id }
    }
    let found: FoundSecrets
    if let handle = Handle(name) {
      found = secrets { $0.handle == handle }
      let digests = Set(found.declared.map(\.digest))
      guard digests.count < 2 else { throw .ambiguousHandle(handle, keys: found.declared.map(\.key)) }
    } else if let digest = TokenDigest(name) {
      found = secrets { $0.digest == digest }
    } else {
      found = FoundSecrets()
    }
    guard !found.isEmpty else { throw knowsAllKeys ? .unknownSecret(nearest: nearestKey(to: name)) : .unreadSecret }
    return found
  }

  private func nearestKey(to name: String) -> KeyID? {
    NearName.nearest(to: name, among: catalog.keys.map(\.id.description)).flatMap { KeyID($0) }
  }

  /// The secret whose token is `text`, or stands somewhere in it.
  package func secrets(leakedIn text: Span<UInt8>) -> FoundSecrets {
    let digests = LeakedText.candidates(in: text)
    return secrets { digests.contains($0.digest) }
  }

  private func secrets(where isMeant: (FoundSecret) -> Bool) -> FoundSecrets {
    var found = FoundSecrets()
    for key in catalog.declarations.keys {
      for secret in key.secrets {
        let candidate = self.found(
          secret.digest.value, secret.handle?.value, key.id.value, key.span.file, created: secret.created.value)
        if isMeant(candidate) { found.declared.append(candidate) }
      }
    }
    for tombstone in catalog.tombstones {
      let candidate = self.found(
        tombstone.digest.value, tombstone.handle?.value, tombstone.key.value, tombstone.span.file)
      if isMeant(candidate) { found.revoked.append(candidate) }
    }
    return found
  }

  private func found(
    _ digest: TokenDigest, _ handle: Handle?, _ key: KeyID, _ file: FileID, created: Instant? = nil
  ) -> FoundSecret {
    FoundSecret(
      key: key, handle: handle, digest: digest, created: created, path: catalog.sources[file].path, file: file)
  }
}

// Revoking it.
extension EditableRepository {
  /// Takes the declared ones of `secrets` out of their keys and writes a tombstone for each that has none.
  ///
  /// Asks no rule: what else is wrong in a repository never keeps a leaked token alive.
  package func revoke(_ secrets: FoundSecrets, reason: Text) throws(EditFailure) -> Revocation {
    var tombstones: [FileEdit] = []
    var texts: [FileID: KeyFileText] = [:]
    var revoked: [FoundSecret] = []
    var known = Set(catalog.tombstones.map(\.digest.value))
    for secret in secrets.distinct {
      var text = texts[secret.file] ?? KeyFileText(catalog.sources[secret.file])
      try text.remove(secret.digest, of: secret.key)
      texts[secret.file] = text
      guard known.insert(secret.digest).inserted else { continue }
      let edit = try tombstone(for: secret, reason: reason)
      tombstones.append(edit)
      revoked.append(
        FoundSecret(
          key: secret.key, handle: secret.handle, digest: secret.digest, created: secret.created, path: edit.path,
          file: secret.file))
    }
    let edits = tombstones + texts.sorted { $0.key < $1.key }.map(\.value.edit)
    return Revocation(edits: edits, tombstones: revoked)
  }

  private func tombstone(for secret: FoundSecret, reason: Text) throws(EditFailure) -> FileEdit {
    let digest = secret.digest.description
    let paths = [String(digest.prefix(16)), digest].map { "keys/revoked/\($0).yaml" }
    guard let path = paths.first(where: { tree.obstacle(at: $0) == nil }) else { throw .occupied(path: paths[0]) }
    let lines = [
      "revoked: \(secret.handle?.description ?? "sha256")", "key: \(secret.key)", "sha256: \(digest)", "at: \(now)",
      "reason: \(try Document.scalar(reason.string, of: "reason"))",
    ]
    return FileEdit(path: path, before: nil, after: Document.bytes(lines))
  }
}

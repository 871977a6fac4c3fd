internal import Diagnostics
internal import KeyModel

/// A secret that was revoked is declared again.
enum RevokedSecretReturns: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !catalog.tombstones.isEmpty else { return }
    var (digests, handles): ([TokenDigest: TombstoneDeclaration], [Handle: TombstoneDeclaration]) = ([:], [:])
    // Nearly no secret is a revoked one, and this tells most without a look into the tables.
    var (revoked, named) = (PossibleRepeats(catalog.tombstones.count), PossibleRepeats(catalog.tombstones.count))
    for tombstone in catalog.tombstones {
      digests[tombstone.digest.value] = tombstone
      revoked.add(tombstone.digest.value.words.0)
      if let handle = tombstone.handle {
        handles[handle.value] = tombstone
        named.add(DuplicateSecret.spread(handle.value.packed))
      }
    }
    for key in catalog.declarations.keys {
      var isSuspect = false
      key.forEachMark { digest, handle in
        isSuspect = isSuspect || revoked.mayHold(digest) || named.mayHold(DuplicateSecret.spread(handle))
      }
      guard isSuspect else { continue }
      for secret in key.secrets {
        if let tombstone = digests[secret.digest.value] {
          report.append(sameToken(secret, key.id.value, tombstone))
        } else if let handle = secret.handle, let tombstone = handles[handle.value] {
          report.append(sameHandle(handle, key.id.value, tombstone))
        }
      }
    }
  }
}

extension RevokedSecretReturns {
  private static func sameToken(
    _ secret: SecretDeclaration, _ key: KeyID, _ tombstone: TombstoneDeclaration
  ) -> Finding {
    finding(
      "\(secret.name(of: key)) was revoked", at: secret.digest.span,
      related: [Finding.Related("revoked here: `\(quoted(tombstone.reason.value.string))`", at: tombstone.digest.span)],
      help: "take the entry away, and make a new secret with `bitting rotate \(key)`")
  }

  private static func sameHandle(
    _ handle: Located<Handle>, _ key: KeyID, _ tombstone: TombstoneDeclaration
  ) -> Finding {
    finding(
      "a secret of key `\(key)` has the handle `\(handle.value)` of a revoked one, with another digest",
      at: handle.span,
      related: [Finding.Related("revoked here", at: tombstone.handle?.span ?? tombstone.digest.span)],
      help: "one of the two digests is wrong: if it is this secret that was revoked, the record does not hold")
  }

  static let page = RulePage.sound(
    "revoked-secret-returns",
    summary: "a secret that was revoked is declared again",
    why: """
      A secret is revoked because somebody has it who should not. A merge, a copy or a `git revert` can bring its entry
      back; the record of the revocation makes that an error for ever. A secret with the handle of a revoked one and another
      digest is reported, too: one of the two is mistyped.
      """,
    wrong: """
      key: acme-sync
      secrets:
        - handle: k7Hq2mZp
      ---
      revoked: k7Hq2mZp
      key: acme-sync
      """,
    right: """
      key: acme-sync
      secrets:
        - handle: p0Xe81Rt
      ---
      revoked: k7Hq2mZp
      key: acme-sync
      """)
}

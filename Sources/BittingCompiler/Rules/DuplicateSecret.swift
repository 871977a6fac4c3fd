internal import Diagnostics
internal import KeyModel

/// A secret, or only its handle, that is declared twice.
enum DuplicateSecret: Rule {
  /// Which secret of which key.
  private struct Place {
    let key: Int32
    let secret: Int32
  }

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let keys = catalog.declarations.keys
    var (digests, handles): ([TokenDigest: Place], [Handle: Place]) = ([:], [:])
    digests.reserveCapacity(keys.count * 2)
    handles.reserveCapacity(keys.count * 2)
    var unpacked = UnpackedSecrets(keys)
    for key in keys.indices {
      // Asked for once: they are unpacked each time.
      let secrets = keys[key].secrets
      for secret in secrets.indices {
        let place = Place(key: Int32(truncatingIfNeeded: key), secret: Int32(truncatingIfNeeded: secret))
        if let first = digests[secrets[secret].digest.value] {
          report.append(sameToken(unpacked.subject(place), unpacked.subject(first)))
          continue
        }
        digests[secrets[secret].digest.value] = place
        guard let handle = secrets[secret].handle else { continue }
        if let first = handles[handle.value] {
          report.append(sameHandle(handle, unpacked.subject(first)))
        } else {
          handles[handle.value] = place
        }
      }
    }
  }

  /// The secrets of keys that have one twice, unpacked once.
  private struct UnpackedSecrets {
    let keys: [KeyDeclaration]
    private var secrets: [Int32: [SecretDeclaration]] = [:]

    init(_ keys: [KeyDeclaration]) {
      self.keys = keys
    }

    mutating func subject(_ place: Place) -> Subject {
      let key = keys[Int(place.key)]
      let secrets = secrets[place.key] ?? key.secrets
      self.secrets[place.key] = secrets
      return Subject(key: key.id.value, secret: secrets[Int(place.secret)])
    }
  }
}

private struct Subject {
  let key: KeyID
  let secret: SecretDeclaration
}

extension DuplicateSecret {
  private static func sameToken(_ subject: Subject, _ first: Subject) -> Finding {
    finding(
      subject.key == first.key
        ? "key `\(subject.key)` lists the same secret twice"
        : "key `\(subject.key)` has the same secret as key `\(first.key)`",
      at: subject.secret.digest.span, related: [Finding.Related("the first of the two", at: first.secret.digest.span)],
      help: "one token proves one key: take one entry away, and make a secret with `bitting rotate`")
  }

  private static func sameHandle(_ handle: Located<Handle>, _ first: Subject) -> Finding {
    finding(
      "two secrets have the handle `\(handle.value)`", at: handle.span,
      related: [Finding.Related("the first of the two, of key `\(first.key)`", at: first.secret.place)],
      help: "a handle names one secret: correct the one that was mistyped")
  }

  static let page = RulePage.sound(
    "duplicate-secret",
    summary: "a secret, or a handle, that is declared twice",
    why: """
      A token proves exactly one key. With two, which grants it has would depend on an order that means nothing, and
      taking one of the entries away would not end the token. A handle names one secret in logs and in `revoke`.
      """,
    wrong: """
      key: acme-export
      secrets:                 # copied from acme-sync
        - sha256: c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff
      """,
    right: """
      key: acme-export
      secrets:                 # made by `bitting rotate acme-export`
        - sha256: 5be53a10b1d70c44db8d2a3c3f5e0ff6d2dcda1ad4a6a9f3f0b9e1f27e5c9d10
      """)
}

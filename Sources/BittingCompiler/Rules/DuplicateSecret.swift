internal import Diagnostics
internal import KeyModel

/// A secret, or only its handle, that is declared twice.
enum DuplicateSecret: Rule {
  private struct Place {
    let key: KeyID
    let secret: SecretDeclaration
  }

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    var digests: [TokenDigest: Place] = [:]
    var handles: [Handle: Place] = [:]
    for key in catalog.declarations.keys {
      for secret in key.secrets {
        let place = Place(key: key.id.value, secret: secret)
        if let first = digests[secret.digest.value] {
          report.append(sameToken(place, first))
          continue
        }
        digests[secret.digest.value] = place
        guard let handle = secret.handle else { continue }
        if let first = handles[handle.value] { report.append(sameHandle(handle, place, first)) }
        handles[handle.value] = handles[handle.value] ?? place
      }
    }
  }
}

extension DuplicateSecret {
  private static func sameToken(_ place: Place, _ first: Place) -> Finding {
    finding(
      place.key == first.key
        ? "key `\(place.key)` lists the same secret twice"
        : "key `\(place.key)` has the same secret as key `\(first.key)`",
      at: place.secret.digest.span, related: [Finding.Related("the first of the two", at: first.secret.digest.span)],
      help: "one token proves one key: take one entry away, and make a secret with `bitting rotate`")
  }

  private static func sameHandle(_ handle: Located<Handle>, _ place: Place, _ first: Place) -> Finding {
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

internal import Diagnostics
internal import KeyModel

/// A secret, or only its handle, that is declared twice.
enum DuplicateSecret: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let keys = catalog.declarations.keys
    var (digests, handles): ([TokenDigest: Subject], [Handle: Subject]) = ([:], [:])
    for subject in suspects(keys) {
      if let first = digests[subject.secret.digest.value] {
        report.append(sameToken(subject, first))
        continue
      }
      digests[subject.secret.digest.value] = subject
      guard let handle = subject.secret.handle else { continue }
      if let first = handles[handle.value] {
        report.append(sameHandle(handle, first))
      } else {
        handles[handle.value] = subject
      }
    }
  }

  /// The secrets of which others may have the digest or the handle, in the order of the files.
  private static func suspects(_ keys: [KeyDeclaration]) -> [Subject] {
    var (digests, handles) = (PossibleRepeats(keys.count), PossibleRepeats(keys.count))
    for key in keys {
      key.forEachMark { digest, handle in
        digests.add(digest)
        if handle != 0 { handles.add(spread(handle)) }
      }
    }
    var suspects: [Subject] = []
    for key in keys {
      var isSuspect = false
      key.forEachMark { digest, handle in
        isSuspect = isSuspect || digests.mayRepeat(digest) || handle != 0 && handles.mayRepeat(spread(handle))
      }
      if isSuspect { suspects += key.secrets.map { Subject(key: key.id.value, secret: $0) } }
    }
    return suspects
  }

  /// A number for a packed handle of which all bits may be anything: as text, some of its bits are always the same.
  static func spread(_ handle: UInt64) -> UInt64 {
    let product = handle &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
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

internal import Diagnostics
internal import KeyModel

/// A secret, or only its handle, that is declared twice.
enum DuplicateSecret: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let keys = catalog.declarations.keys
    var second: Set<Sighting> = []
    forEachSecond(
      among: sightings(in: keys) { $0.digest.value.words.0 }, keys, precedes: { $0.digest.value < $1.digest.value }
    ) {
      second.insert($0)
      report.append(sameToken(subject($0, keys), subject($1, keys)))
    }
    let handles = sightings(in: keys) { $0.handle?.value.packed }.filter { !second.contains($0) }
    forEachSecond(among: handles, keys, precedes: { _, _ in false }) { place, first in
      guard let handle = subject(place, keys).secret.handle else { return }
      report.append(sameHandle(handle, subject(first, keys)))
    }
  }

  /// Which secret of which key, and the first eight bytes of what it is compared by. Sorting a hundred thousand of these
  /// takes less time and memory than a table of them.
  private struct Sighting: Hashable {
    let code: UInt64
    let key: Int32
    let secret: Int32
  }

  /// The secrets that have a `code`, in the order of the files.
  private static func sightings(
    in keys: [KeyDeclaration], by code: (SecretDeclaration) -> UInt64?
  ) -> [Sighting] {
    var sightings: [Sighting] = []
    sightings.reserveCapacity(keys.count)
    for (key, declaration) in keys.enumerated() {
      for (index, secret) in declaration.secrets.enumerated() {
        guard let code = code(secret) else { continue }
        sightings.append(
          Sighting(code: code, key: Int32(truncatingIfNeeded: key), secret: Int32(truncatingIfNeeded: index)))
      }
    }
    return sightings
  }

  /// Calls `body` with each of `sightings` that is the same as an earlier one, and with the first of these.
  ///
  /// `precedes` orders those of one code; neither of two that are the same precedes the other.
  private static func forEachSecond(
    among sightings: [Sighting], _ keys: [KeyDeclaration],
    precedes: (SecretDeclaration, SecretDeclaration) -> Bool, _ body: (Sighting, Sighting) -> Void
  ) {
    func isBefore(_ one: Sighting, _ other: Sighting) -> Bool {
      guard one.code == other.code else { return one.code < other.code }
      return precedes(keys[Int(one.key)].secrets[Int(one.secret)], keys[Int(other.key)].secrets[Int(other.secret)])
    }
    let sorted = sightings.sorted { one, other in
      if isBefore(one, other) { return true }
      return !isBefore(other, one) && (one.key, one.secret) < (other.key, other.secret)
    }
    guard var first = sorted.first else { return }
    for next in sorted.dropFirst() {
      if isBefore(first, next) { first = next } else { body(next, first) }
    }
  }

  private static func subject(_ place: Sighting, _ keys: [KeyDeclaration]) -> Subject {
    let key = keys[Int(place.key)]
    return Subject(key: key.id.value, secret: key.secrets[Int(place.secret)])
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

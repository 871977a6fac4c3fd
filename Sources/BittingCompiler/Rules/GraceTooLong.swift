internal import Diagnostics
internal import KeyModel

/// An old secret lives on for longer after a rotation than its type allows.
enum GraceTooLong: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !key.isDecoy, key.declaration.secretCount > 1 else { return }
    guard let type = key.type, !type.declaration.unread.contains("grace") else { return }
    for (old, new) in key.successions where now < old.expires.value {
      let grace = old.expires.value.since(new.created.value)
      let limit = type.declaration.grace?.value ?? TimeSpan(seconds: 0)
      if grace > limit { report.append(found(key, type, old, new, grace, limit)) }
    }
  }
}

extension Catalog.Key {
  /// Each secret that a rotation ended, and the first one that was made after it.
  ///
  /// Secrets that were made in the same second replace each other in neither direction.
  var successions: [(old: SecretDeclaration, new: SecretDeclaration)] {
    let rising = declaration.secrets.sorted { $0.created.value < $1.created.value }
    var found: [(old: SecretDeclaration, new: SecretDeclaration)] = []
    var next: SecretDeclaration?
    for index in rising.indices.reversed() {
      let isLastOfItsSecond = index + 1 < rising.count && rising[index].created.value < rising[index + 1].created.value
      if isLastOfItsSecond { next = rising[index + 1] }
      if let next { found.append((rising[index], next)) }
    }
    return found.reversed()
  }
}

extension GraceTooLong {
  private static func found(
    _ key: Catalog.Key, _ type: Catalog.KeyType, _ old: SecretDeclaration, _ new: SecretDeclaration,
    _ grace: TimeSpan, _ limit: TimeSpan
  ) -> Finding {
    let place = type.declaration.grace?.span ?? type.declaration.name.span
    let rule = limit.seconds == 0 ? "type `\(type.name)` gives no grace" : "type `\(type.name)` gives this much grace"
    return finding(
      "\(old.name(of: key.id)) lives on for `\(grace)` after it was replaced", at: old.expires.span,
      related: [Finding.Related("replaced here", at: new.created.span), Finding.Related(rule, at: place)],
      help: "let it end at `\(new.created.value + limit)`")
  }

  static let page = RulePage(
    "grace-too-long", .error,
    summary: "an old secret lives on for longer after a rotation than its type allows",
    why: """
      A rotation ends a secret only if the old one ends. Grace is counted from the `created` of the next newer secret to the
      `expires` of the old one, and may be exactly `grace.max`; a type without `grace` gives none. Secrets that have ended
      are passed over.
      """,
    wrong: """
      secrets:                 # grace: { max: 7d }
        - handle: k7Hq2mZp
          created: 2026-09-02
          expires: 2026-12-01
        - handle: p0Xe81Rt
          created: 2026-11-01
          expires: 2027-01-30
      """,
    right: """
      secrets:
        - handle: k7Hq2mZp
          created: 2026-09-02
          expires: 2026-11-08
        - handle: p0Xe81Rt
          created: 2026-11-01
          expires: 2027-01-30
      """)
}

internal import Diagnostics
internal import KeyModel

/// The last secret of a key has ended, or should have been replaced by now.
enum RotationOverdue: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.rotationState(at: now) == .overdue, let rotation = key.rotation(at: now) else { return }
    report.append(found(key, rotation, now))
  }
}

extension RotationOverdue {
  private static func found(_ key: Catalog.Key, _ rotation: RotationDeadline, _ now: Instant) -> Finding {
    let help = "run `bitting rotate \(key.id)`, or say in `disabled` why the key is not used"
    let secret = rotation.secret
    if secret.expires.value <= now {
      return finding(
        "the last secret of key `\(key.id)` ended at `\(secret.expires.value)`", at: secret.expires.span, help: help)
    }
    let lifetime = key.type?.declaration.lifetime
    return finding(
      "key `\(key.id)` had to get a new secret before `\(rotation.deadline)`", at: secret.created.span,
      related: lifetime.map { [Finding.Related("a secret lives this long at most", at: $0.span)] } ?? [], help: help)
  }

  static let page = RulePage(
    "rotation-overdue", .error,
    summary: "the last secret of a key has ended, or is older than its type allows",
    why: """
      `lifetime.max` of a type is the promise that a secret which leaked without anybody noticing stops working by then.
      At that instant, or when the last secret ends, the key has to have a newer one. A key that nobody needs any more is
      better ended or disabled than left without a secret. Decoys, disabled keys and keys that have ended are passed over.
      """,
    wrong: """
      secrets:                 # and it is December; lifetime: { max: 90d }
        - handle: k7Hq2mZp
          created: 2026-09-02T08:00:00Z
          expires: 2026-12-01T08:00:00Z
      """,
    right: """
      secrets:
        - handle: p0Xe81Rt
          created: 2026-11-24T08:00:00Z
          expires: 2027-02-22T08:00:00Z
      """)
}

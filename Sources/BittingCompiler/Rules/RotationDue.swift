internal import Diagnostics
internal import KeyModel

/// The last secret of a key ends soon.
enum RotationDue: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.rotationState(at: now) == .due, let rotation = key.rotation(at: now) else { return }
    report.append(found(key, rotation))
  }
}

extension RotationDue {
  private static func found(_ key: Catalog.Key, _ rotation: RotationDeadline) -> Finding {
    let remind = key.type?.declaration.remind
    return finding(
      "key `\(key.id)` has to get a new secret before `\(rotation.deadline)`", at: rotation.secret.expires.span,
      related: remind.map { [Finding.Related("its type reminds this long before", at: $0.span)] } ?? [],
      help: "run `bitting rotate \(key.id)`")
  }

  static let page = RulePage(
    "rotation-due", .warning,
    summary: "the last secret of a key ends within the time that its type reminds before",
    why: """
      A secret that runs out takes its caller's service with it. The reminder leaves time to hand a new one over while the
      old one still works. It begins exactly `lifetime.remind` before the end, and turns into `rotation-overdue` at the
      end. Keys that are disabled, are decoys, or end by then themselves need no rotation.
      """,
    wrong: """
      secrets:                 # and it is the 20th of November; remind: 14d
        - handle: k7Hq2mZp
          created: 2026-09-02T08:00:00Z
          expires: 2026-12-01T08:00:00Z
      """,
    right: """
      secrets:
        - handle: k7Hq2mZp
          created: 2026-09-02T08:00:00Z
          expires: 2026-11-27T08:00:00Z
        - handle: p0Xe81Rt
          created: 2026-11-20T08:00:00Z
          expires: 2027-02-18T08:00:00Z
      """)
}

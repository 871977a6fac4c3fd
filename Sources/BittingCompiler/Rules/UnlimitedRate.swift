internal import Diagnostics
internal import KeyModel

/// Nothing slows a key down.
enum UnlimitedRate: KeyRule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for type in catalog.types {
      guard let rate = type.declaration.defaultRate, rate.value == .unlimited else { continue }
      report.append(
        finding(
          "nothing limits the rate of keys of type `\(type.name)`", at: rate.span,
          help: "give the type a default rate; a key that needs more can ask for it"))
    }
  }

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isWorthAdvice(at: now) else { return }
    guard let rate = key.declaration.rate, rate.value == .unlimited else { return }
    report.append(
      finding(
        "nothing limits the rate of key `\(key.id)`", at: rate.span,
        help: "give it a rate that is well above what its callers need"))
  }

  static let page = RulePage(
    "unlimited-rate", .warning,
    summary: "a key, or every key of a type, has no rate limit",
    why: """
      A caller that runs in circles, and a thief who copies as much as possible, look the same: both are stopped by a rate
      and by nothing else. A type's `unlimited` default is reported once, at the type. Keys that have ended are passed
      over.
      """,
    wrong: """
      rate: unlimited
      """,
    right: """
      rate: 6000/min
      """)
}

internal import Diagnostics
internal import KeyModel

/// A key is faster than its type allows.
enum RateAboveType: KeyRule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for type in catalog.types {
      guard let rate = type.declaration.defaultRate, let limit = type.declaration.maximumRate else { continue }
      if rate.value.exceeds(limit.value) { report.append(found(type, rate, limit)) }
    }
  }

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !key.isDecoy else { return }
    guard let rate = key.declaration.rate, let type = key.type, !type.declaration.unread.contains("rate") else {
      return
    }
    guard let limit = type.declaration.maximumRate ?? type.declaration.defaultRate else { return }
    if rate.value.exceeds(limit.value) { report.append(found(key, rate, type, limit)) }
  }
}

extension RateAboveType {
  private static func found(
    _ key: Catalog.Key, _ rate: Located<Rate>, _ type: Catalog.KeyType, _ limit: Located<Rate>
  ) -> Finding {
    finding(
      "key `\(key.id)` may not go at `\(rate.value)`", at: rate.span,
      related: [Finding.Related("type `\(type.name)` goes up to `\(limit.value)`", at: limit.span)],
      help: "ask for `\(limit.value)`, or raise `rate.max` of `\(type.name)` (a change that is reviewed on its own)")
  }

  private static func found(
    _ type: Catalog.KeyType, _ rate: Located<Rate>, _ limit: Located<Rate>
  ) -> Finding {
    finding(
      "type `\(type.name)` gives its keys more than it lets them ask for", at: rate.span,
      related: [Finding.Related("they may ask for this much", at: limit.span)],
      help: "raise `max`, or lower `default`")
  }

  static let page = RulePage(
    "rate-above-type", .error,
    summary: "a key is faster than its type allows",
    why: """
      `rate.max` of a type bounds what one key can take from the others, however many keys are added. Left out it is the
      default rate. Rates are compared as what they admit in the long run, so `10/s` and `600/min` are the same.
      """,
    wrong: """
      key: acme-till
      type: client             # rate: { default: 60/min, max: 600/min }
      rate: 6000/min
      """,
    right: """
      key: acme-till
      type: client
      rate: 600/min
      """)
}

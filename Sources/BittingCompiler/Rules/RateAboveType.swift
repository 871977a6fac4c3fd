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
    guard !key.isDecoy, let type = key.type, !type.declaration.unread.contains("rate") else { return }
    guard let limit = type.declaration.maximumRate ?? type.declaration.defaultRate else { return }
    if let rate = key.declaration.rate, rate.value.exceeds(limit.value) {
      report.append(found(key, rate, type, limit))
    }
    if let burst = key.declaration.burst, let most = limit.value.inOneDay, burst.value > most {
      report.append(found(key, burst, type, limit, most))
    }
  }
}

extension Rate {
  /// What it admits in a day, which no rate below it has for a burst, whatever unit it is written in; nil for
  /// `unlimited`.
  fileprivate var inOneDay: UInt64? {
    guard case .limited(let count, let unit) = self else { return nil }
    return UInt64(count) * UInt64(RateUnit.day.seconds / unit.seconds)
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
    _ key: Catalog.Key, _ burst: Located<UInt32>, _ type: Catalog.KeyType, _ limit: Located<Rate>, _ most: UInt64
  ) -> Finding {
    finding(
      "key `\(key.id)` may not make \(burst.value) requests at once", at: burst.span,
      related: [Finding.Related("type `\(type.name)` goes up to `\(limit.value)`, \(most) in a day", at: limit.span)],
      help: "no rate would ever slow it down: ask for a `burst` that its callers need")
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
      default rate. Rates are compared as what they admit in the long run, so `10/s` and `600/min` are the same. A burst
      may be no more than the highest rate admits in a day: beyond that the rate does not matter any more.
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

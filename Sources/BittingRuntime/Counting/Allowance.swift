internal import BundleFormat
internal import KeyModel

/// How much a key may do, worked out for counting: what `LimitRecord` says, in half a cache line.
struct Allowance: Hashable, Sendable {
  /// No limit at all.
  static var none: Allowance { Allowance() }

  private let interval: UInt64
  private let tolerance: UInt64
  /// The quota, or as much of it as can be counted.
  let quota: UInt64
  let burst: UInt32
  private let scale: UInt8
  private let windowCode: UInt8

  private init() {
    (interval, tolerance, quota, burst, scale, windowCode) = (0, 0, 0, 0, 0, 0)
  }

  init(_ record: LimitRecord) {
    let pace = Pace(count: record.rateCount, per: record.rateUnit, burst: record.burst)
    (interval, tolerance, scale) = (pace.interval, pace.tolerance, record.rateCount == 0 ? 0 : UInt8(pace.scale))
    burst = record.burst
    windowCode = record.quotaWindow?.rawValue ?? 0
    quota = record.quotaWindow.map { min(record.quotaCount, QuotaTally.limit($0)) } ?? 0
  }

  /// The rate; nil if it is unlimited.
  @inline(__always)
  var pace: Pace? { scale == 0 ? nil : Pace(interval: interval, tolerance: tolerance, scale: UInt64(scale)) }

  /// The window of the quota; nil if there is none.
  @inline(__always)
  var window: QuotaWindow? { QuotaWindow(rawValue: windowCode) }

  /// Whether there is nothing to count.
  @inline(__always)
  var isUnlimited: Bool { scale == 0 && windowCode == 0 }
}

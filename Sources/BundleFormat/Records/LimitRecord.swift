package import KeyModel

/// How much a key may do (Format.md, "Limits").
package struct LimitRecord: Sendable {
  package static let byteCount = 24
  package static let rate = 0
  package static let burst = 4
  package static let quota = 8
  package static let rateUnit = 16
  package static let quotaWindow = 17
  package static let zero = 18

  /// Requests in each unit of time; 0 for an unlimited rate.
  package let rateCount: UInt32
  /// Requests at once; 0 for an unlimited rate.
  package let burst: UInt32
  /// Requests in each window; 0 for no quota.
  package let quotaCount: UInt64
  let unitCode: UInt8
  let windowCode: UInt8

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    rateCount = bytes.u32(offset + LimitRecord.rate)
    burst = bytes.u32(offset + LimitRecord.burst)
    quotaCount = bytes.u64(offset + LimitRecord.quota)
    unitCode = bytes.u8(offset + LimitRecord.rateUnit)
    windowCode = bytes.u8(offset + LimitRecord.quotaWindow)
  }

  /// The unit of time that the rate counts in.
  package var rateUnit: RateUnit { RateUnit(rawValue: unitCode) ?? .second }
  /// The window that the quota counts in; nil for no quota.
  package var quotaWindow: QuotaWindow? { QuotaWindow(rawValue: windowCode) }
}

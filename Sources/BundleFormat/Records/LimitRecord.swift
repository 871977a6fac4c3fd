package import KeyModel

/// How much a key may do (Format.md, "Limits").
@usableFromInline
package struct LimitRecord: Sendable {
  @inlinable package static var byteCount: Int { 24 }
  @inlinable package static var rate: Int { 0 }
  @inlinable package static var burst: Int { 4 }
  @inlinable package static var quota: Int { 8 }
  @inlinable package static var rateUnit: Int { 16 }
  @inlinable package static var quotaWindow: Int { 17 }
  @inlinable package static var zero: Int { 18 }

  /// Requests in each unit of time; 0 for an unlimited rate.
  @usableFromInline package let rateCount: UInt32
  /// Requests at once; 0 for an unlimited rate.
  @usableFromInline package let burst: UInt32
  /// Requests in each window; 0 for no quota.
  @usableFromInline package let quotaCount: UInt64
  @usableFromInline let unitCode: UInt8
  @usableFromInline let windowCode: UInt8

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    rateCount = bytes.u32(offset &+ LimitRecord.rate)
    burst = bytes.u32(offset &+ LimitRecord.burst)
    quotaCount = bytes.u64(offset &+ LimitRecord.quota)
    unitCode = bytes.u8(offset &+ LimitRecord.rateUnit)
    windowCode = bytes.u8(offset &+ LimitRecord.quotaWindow)
  }

  /// The unit of time that the rate counts in.
  package var rateUnit: RateUnit { RateUnit(rawValue: unitCode) ?? .second }
  /// The window that the quota counts in; nil for no quota.
  package var quotaWindow: QuotaWindow? { QuotaWindow(rawValue: windowCode) }
}

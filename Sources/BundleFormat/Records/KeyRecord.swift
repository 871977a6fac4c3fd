/// What an answer tells about a key (Format.md, "Keys").
@usableFromInline
package struct KeyRecord: Sendable {
  @inlinable package static var byteCount: Int { 12 }
  @inlinable package static var id: Int { 0 }
  @inlinable package static var owner: Int { 4 }
  @inlinable package static var limits: Int { 8 }
  @inlinable package static var type: Int { 11 }

  /// The text of its name.
  @usableFromInline package let id: UInt32
  /// The text of its owner.
  @usableFromInline package let owner: UInt32
  @usableFromInline let limitsAndType: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    id = bytes.u32(offset &+ KeyRecord.id)
    owner = bytes.u32(offset &+ KeyRecord.owner)
    limitsAndType = bytes.u32(offset &+ KeyRecord.limits)
  }

  /// The number of its limits.
  @inlinable package var limitIndex: UInt32 { limitsAndType & 0xFF_FFFF }
  /// The number of its type.
  @inlinable package var typeIndex: UInt8 { UInt8(truncatingIfNeeded: limitsAndType &>> 24) }
}

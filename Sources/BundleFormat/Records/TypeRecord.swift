package import KeyModel

/// A key type (Format.md, "Types").
@usableFromInline
package struct TypeRecord: Sendable {
  @inlinable package static var byteCount: Int { 16 }
  @inlinable package static var name: Int { 0 }
  @inlinable package static var action: Int { 4 }
  @inlinable package static var staleAfter: Int { 8 }

  /// The age of a bundle that is never reached.
  package static let never = UInt64(Int64.max)

  /// The text of its name.
  @usableFromInline package let name: UInt32
  /// The seconds of age up to which a bundle is fresh; `Int64.max` where only its expiry counts.
  @usableFromInline package let staleAfter: Int64
  @usableFromInline let actionCode: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    name = bytes.u32(offset &+ TypeRecord.name)
    actionCode = bytes.u32(offset &+ TypeRecord.action)
    staleAfter = Int64(bitPattern: bytes.u64(offset &+ TypeRecord.staleAfter))
  }

  /// What becomes of requests after that.
  package var action: StaleAction { StaleAction(rawValue: UInt8(truncatingIfNeeded: actionCode)) ?? .deny }
}

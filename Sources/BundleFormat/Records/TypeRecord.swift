package import KeyModel

/// A key type (Format.md, "Types").
package struct TypeRecord: Sendable {
  package static let byteCount = 16
  package static let name = 0
  package static let action = 4
  package static let staleAfter = 8

  /// The age of a bundle that is never reached.
  package static let never = UInt64(Int64.max)

  /// The text of its name.
  package let name: UInt32
  /// The seconds of age up to which a bundle is fresh; `Int64.max` where only its expiry counts.
  package let staleAfter: Int64
  /// What becomes of requests after that.
  package let action: StaleAction
  let actionCode: UInt32

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    name = bytes.u32(offset + TypeRecord.name)
    actionCode = bytes.u32(offset + TypeRecord.action)
    action = StaleAction(rawValue: UInt8(truncatingIfNeeded: actionCode)) ?? .deny
    staleAfter = Int64(bitPattern: bytes.u64(offset + TypeRecord.staleAfter))
  }
}

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
  let actionCode: UInt32
  let after: UInt64

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    name = bytes.u32(offset + TypeRecord.name)
    actionCode = bytes.u32(offset + TypeRecord.action)
    after = bytes.u64(offset + TypeRecord.staleAfter)
  }

  /// The seconds of age up to which a bundle is fresh; `Int64.max` where only its expiry counts.
  package var staleAfter: Int64 { Int64(bitPattern: after) }
  /// What becomes of requests after that.
  package var action: StaleAction { StaleAction(rawValue: UInt8(truncatingIfNeeded: actionCode)) ?? .deny }
}

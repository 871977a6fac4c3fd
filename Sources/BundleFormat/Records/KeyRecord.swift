/// What an answer tells about a key (Format.md, "Keys").
package struct KeyRecord: Sendable {
  package static let byteCount = 12
  package static let id = 0
  package static let owner = 4
  package static let limits = 8
  package static let type = 11

  /// The text of its name.
  package let id: UInt32
  /// The text of its owner.
  package let owner: UInt32
  private let limitsAndType: UInt32

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    id = bytes.u32(offset + KeyRecord.id)
    owner = bytes.u32(offset + KeyRecord.owner)
    limitsAndType = bytes.u32(offset + KeyRecord.limits)
  }

  /// The number of its limits.
  package var limitIndex: UInt32 { limitsAndType & 0xFF_FFFF }
  /// The number of its type.
  package var typeIndex: UInt8 { UInt8(limitsAndType >> 24) }
}

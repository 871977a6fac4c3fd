/// Eight bytes at a time.
extension Span where Element == UInt8 {
  /// The bytes from `index` to `index + 7`, which have to be there; the first is the least significant.
  @inlinable @inline(__always)
  package func word(uncheckedAt index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }

  /// Whether the bytes of `lead` stand at the beginning.
  package func begins(with lead: Span<UInt8>) -> Bool {
    guard count >= lead.count else { return false }
    guard lead.count >= 8 else {
      for index in lead.indices where self[index] != lead[index] { return false }
      return true
    }
    var index = 0
    while index < lead.count &- 8 {
      guard word(uncheckedAt: index) == lead.word(uncheckedAt: index) else { return false }
      index &+= 8
    }
    // The last eight bytes, some of which were looked at before.
    return word(uncheckedAt: lead.count &- 8) == lead.word(uncheckedAt: lead.count &- 8)
  }
}

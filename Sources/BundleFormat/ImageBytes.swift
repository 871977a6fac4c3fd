internal import CLanes

/// The reading primitives: the only place where a payload is read without a bounds check.
///
/// Invariant: ``ImageChecker`` has seen every offset, count and index of the image before any of them leads here.
extension RawSpan {
  /// The byte at `offset`.
  @inlinable @inline(__always)
  func u8(_ offset: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The little-endian number of two bytes at `offset`.
  @inlinable @inline(__always)
  func u16(_ offset: Int) -> UInt16 {
    UInt16(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  /// The little-endian number of four bytes at `offset`.
  @inlinable @inline(__always)
  func u32(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }

  /// The little-endian number of eight bytes at `offset`.
  @inlinable @inline(__always)
  func u64(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The number of eight bytes at `offset`, the first byte the most significant.
  @inlinable @inline(__always)
  func bigU64(_ offset: Int) -> UInt64 {
    UInt64(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// `count` bytes from `offset` on.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  func slice(_ offset: Int, count: Int) -> Span<UInt8> {
    unsafe extracting(unchecked: Range(uncheckedBounds: (offset, offset &+ count)))._unsafeView(as: UInt8.self)
  }

  /// 1 if the bytes from `offset` on are those of `digest`, else 0, in a time that does not depend on where they differ.
  @inline(__always)
  func holds(_ digest: clanes_digest, at offset: Int) -> UInt64 {
    unsafe withUnsafeBytes { unsafe clanes_is_at(digest, $0.baseAddress.unsafelyUnwrapped + offset) }
  }
}

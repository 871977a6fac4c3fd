internal import CBitting

/// The most bytes of one text. Texts of requests have stricter limits of their own; this one keeps a length that cannot
/// be true from being read. All its bits are set, so that several lengths can be looked at together.
private let longestText = 1 << 20 - 1

/// Whether a text may have `length` bytes; of several lengths by a bitwise or, whether all of them may be.
@inline(__always)
func isText(_ length: Int) -> Bool { UInt(bitPattern: length) <= UInt(longestText) }

/// The bytes that a pointer and a length give, nil for the null pointer; the caller of the library keeps them as they
/// are during the call.
@inline(__always)
func bytes(
  _ start: UnsafeRawPointer?, _ count: Int, limit: Int = longestText
) throws(CallFailure) -> UnsafeBufferPointer<UInt8>? {
  guard let start = unsafe start else {
    guard count == 0 else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    return nil
  }
  // A length beyond half of the address space looks negative.
  guard UInt(bitPattern: count) <= UInt(limit) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  return unsafe UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
}

/// The same for what must be given.
func givenBytes(
  _ start: UnsafeRawPointer?, _ count: Int, limit: Int = longestText
) throws(CallFailure) -> UnsafeBufferPointer<UInt8> {
  guard let bytes = try unsafe bytes(start, count, limit: limit) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  return unsafe bytes
}

/// Fails for a bit of `flags` that is none of `known`.
@inline(__always)
func check(_ flags: UInt32, known: UInt32, reserved: UInt32 = 0) throws(CallFailure) {
  guard flags & ~known == 0, reserved == 0 else { throw CallFailure(BITTING_UNSUPPORTED) }
}

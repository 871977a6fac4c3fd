internal import CSodium

/// Whether two 32-byte values are equal, in a time that does not depend on where they differ.
///
/// Values of any other length are never equal.
package func constantTimeEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == 32, right.count == 32 else { return false }
  return unsafe left.withPointer { left in
    unsafe right.withPointer { right in unsafe crypto_verify_32(left, right) == 0 }
  }
}

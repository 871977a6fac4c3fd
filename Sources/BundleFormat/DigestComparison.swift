internal import CHints
package import KeyModel

extension TokenDigest {
  /// All bits if `other` is another digest, else none, in a time that does not depend on where the two differ.
  ///
  /// For calculations, not for branches: those would tell by their time what came of it.
  @inline(__always)
  package func isOther(than other: TokenDigest) -> UInt64 {
    let difference =
      (words.0 ^ other.words.0) | (words.1 ^ other.words.1) | (words.2 ^ other.words.2) | (words.3 ^ other.words.3)
    let opaque = chints_opaque(difference)
    // The highest bit of a number or of its negative is set unless it is zero.
    return 0 &- chints_opaque((opaque | (0 &- opaque)) &>> 63)
  }
}

internal import Sodium

/// The text form of age's keys (BIP 173, without its limit on the length), for keys of 32 bytes.
package struct Bech32: Sendable {
  /// `age1…`, lower case only.
  package static let recipient = Bech32(prefix: "age", uppercase: false)
  /// `AGE-SECRET-KEY-1…`, upper case only.
  package static let identity = Bech32(prefix: "AGE-SECRET-KEY-", uppercase: true)

  private let prefix: StaticString
  private let uppercase: Bool

  private var prefixCount: Int { prefix.utf8CodeUnitCount }

  /// How many characters a key takes: prefix, `1`, 52 groups of five bits, six of checksum.
  package var textCount: Int { prefixCount + 1 + 52 + 6 }

  /// Whether `text` begins like such a key, whatever follows.
  package func recognises(_ text: Span<UInt8>) -> Bool {
    text.count > prefixCount && text[prefixCount] == UInt8(ascii: "1") && text.starts(with: prefix)
  }

  /// Writes the 32 bytes `text` stands for to `key`; `false` for any text that is not exactly what `encode` makes.
  ///
  /// What was written by then stays where it is.
  package func decode(_ text: Span<UInt8>, into key: UnsafeMutablePointer<UInt8>) -> Bool {
    guard text.count == textCount, recognises(text) else { return false }
    var checksum = Bech32Checksum(prefix: prefix)
    var bits: UInt32 = 0
    for position in 0..<58 {
      guard let group = value(of: text[prefixCount + 1 + position]) else { return false }
      checksum.absorb(group)
      guard position < 52 else { continue }
      bits = (bits << 5 | UInt32(group)) & 0xFFF
      let bitCount = (position + 1) * 5
      guard bitCount % 8 < 5 else { continue }
      unsafe key[bitCount / 8 - 1] = UInt8(truncatingIfNeeded: bits >> UInt32(bitCount % 8))
    }
    return checksum.isComplete
  }

  /// Hands the text of a 32-byte `key` to `emit`, character by character.
  package func encode(_ key: Span<UInt8>, emit: (UInt8) -> Void) {
    [UInt8](prefix).forEach(emit)
    emit(UInt8(ascii: "1"))
    var checksum = Bech32Checksum(prefix: prefix)
    for position in 0..<52 {
      let group = Self.group(position, of: key)
      checksum.absorb(group)
      emit(character(for: group))
    }
    for group in checksum.finished() { emit(character(for: group)) }
  }

  /// Five bits of `key`, counted from its first; beyond its end they are zero.
  private static func group(_ position: Int, of key: Span<UInt8>) -> UInt8 {
    let firstBit = position * 5
    let high = UInt16(key[firstBit / 8]) << 8
    let low = firstBit / 8 + 1 < key.count ? UInt16(key[firstBit / 8 + 1]) : 0
    return UInt8(truncatingIfNeeded: (high | low) >> UInt16(11 - firstBit % 8)) & 31
  }

  private static let alphabet: StaticString = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

  private func character(for group: UInt8) -> UInt8 {
    let character = unsafe Self.alphabet.utf8Start[Int(group)]
    return uppercase && character >= UInt8(ascii: "a") ? character - 32 : character
  }

  private func value(of character: UInt8) -> UInt8? {
    for group in UInt8(0)..<32 where self.character(for: group) == character { return group }
    return nil
  }
}

internal import CLanes

/// A secret in a text: an API token, an age identity, a minisign secret key.
public struct SecretPlace: Hashable, Sendable {
  /// What a secret is.
  public enum Kind: Hashable, Sendable {
    /// An API token of any project.
    case token
    /// An age identity, `AGE-SECRET-KEY-1…`.
    case identity
    /// A minisign secret key, with or without a password.
    case signingKey
  }

  /// What it is.
  public let kind: Kind
  /// Its bytes.
  public let range: Range<Int>
  /// Whether there is as much of it as could be of use to somebody. What only begins like a key is hidden too, because
  /// a key with a slip in it gives the key away.
  public let isWhole: Bool

  /// Where the secrets in `bytes` stand, in order and apart; what stands right around one does not hide it.
  ///
  /// Those that overlap, which takes a forger, are one. The time grows with the length of `bytes` alone.
  public static func all(in bytes: Span<UInt8>) -> [SecretPlace] {
    var found: [SecretPlace] = []
    forEachLandmark(in: bytes) { place in
      guard !isCovered(place, by: found.last, in: bytes), var secret = secret(in: bytes, around: place) else { return }
      while let last = found.last, secret.range.lowerBound < last.range.upperBound {
        secret = last.joined(with: secret)
        found.removeLast()
      }
      found.append(secret)
    }
    return found
  }

  /// Whether the `W` at `place` lies in `secret` and what follows it ends there: a run of many is looked at once.
  private static func isCovered(_ place: Int, by secret: SecretPlace?, in bytes: Span<UInt8>) -> Bool {
    guard bytes[place] == 0x57, let end = secret?.range.upperBound, place < end else { return false }
    return end == bytes.count || !PrivateKeyText.isBase64(bytes[end])
  }

  private static func secret(in bytes: Span<UInt8>, around place: Int) -> SecretPlace? {
    switch bytes[place] {
    case 0x5F: TokenRedactor.token(in: bytes, tailAfter: place)
    case 0x57: PrivateKeyText.signingKey(in: bytes, secondLetterAt: place)
    default: PrivateKeyText.identity(in: bytes, thirdWordAt: place)
    }
  }

  private func joined(with other: SecretPlace) -> SecretPlace {
    let range = min(range.lowerBound, other.range.lowerBound)..<max(range.upperBound, other.range.upperBound)
    let first = other.range.lowerBound < self.range.lowerBound ? other : self
    return SecretPlace(kind: first.kind, range: range, isWhole: isWhole || other.isWhole)
  }

  /// Every `_`, which a token has two of, every `W`, the second letter of a signing key, and every `K`, with which the
  /// third word of an identity begins.
  private static func forEachLandmark(in bytes: Span<UInt8>, _ body: (Int) -> Void) {
    unsafe bytes.withUnsafeBytes { raw in
      var place = 0
      while place + width <= raw.count {
        var landmarks = unsafe landmarks(at: raw.baseAddress.unsafelyUnwrapped + place)
        while landmarks != 0 {
          body(place + landmarks.trailingZeroBitCount)
          landmarks &= landmarks - 1
        }
        place += width
      }
      for index in place..<raw.count where unsafe isLandmark(raw[index]) { body(index) }
    }
  }

  /// How many bytes are looked at together.
  private static var width: Int { 16 }

  /// Which of the ``width`` bytes at `address` are landmarks: a bit for each, the lowest for the first.
  private static func landmarks(at address: UnsafeRawPointer) -> UInt64 {
    unsafe clanes_are(address, 0x5F) | clanes_are(address, 0x57) | clanes_are(address, 0x4B) | clanes_are(address, 0x6B)
  }

  private static func isLandmark(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x57 || byte | 0x20 == 0x6B
  }
}

/// The texts of the secret keys that bundles are signed and opened with.
///
/// What tells them is how they begin: those letters stand in no other text, and whoever mistypes the rest has given all
/// but a few bits of the key away. So a checksum is not asked for.
enum PrivateKeyText {
  /// `AGE-SECRET-KEY-1` and 58 letters and digits (C2SP age.md, "The X25519 recipient type"), with or without the `PQ-`
  /// before the `1`; case is ignored, since what is spelled is the same.
  static func identity(in bytes: Span<UInt8>, thirdWordAt place: Int) -> SecretPlace? {
    let start = place - 11
    guard start >= 0, spells("age-secret-key-", in: bytes, at: start) else { return nil }
    var lead = start + 15
    if spells("pq-", in: bytes, at: lead) { lead += 3 }
    guard spells("1", in: bytes, at: lead) else { return nil }
    return self.place(.identity, in: bytes, from: start, behind: lead + 1, wholeFrom: 58, isLetterOrDigit)
  }

  /// Base64 of 158 bytes that begin with `Ed`, then `Sc` for a password or two zeros for none, then `B2` (minisign.h).
  ///
  /// The first 94 of the bytes hold the seed, from which all else is made.
  static func signingKey(in bytes: Span<UInt8>, secondLetterAt place: Int) -> SecretPlace? {
    let start = place - 1
    guard start >= 0, leads.contains(where: { begins(with: $0, in: bytes, at: start) }) else { return nil }
    return self.place(.signingKey, in: bytes, from: start, behind: start + leadLength, wholeFrom: 118, isBase64)
  }

  /// Whether `byte` may stand in Base64 (RFC 4648, section 4).
  static func isBase64(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == 0x2B || byte == 0x2F || byte == 0x3D }

  private static let leads: [StaticString] = ["RWRTY0Iy", "RWQAAEIy"]
  private static let leadLength = 8

  /// What may be shown of a kind: all of its lead, which is the same for every key.
  static func shownLength(of text: ArraySlice<UInt8>, _ kind: SecretPlace.Kind) -> Int {
    guard kind == .identity else { return leadLength }
    return (text.firstIndex(of: 0x31) ?? text.startIndex) + 1 - text.startIndex
  }

  /// A shorter run behind the lead is a hint in a text, such as `AGE-SECRET-KEY-1…`.
  private static let shortest = 8

  private static func place(
    _ kind: SecretPlace.Kind, in bytes: Span<UInt8>, from start: Int, behind lead: Int, wholeFrom whole: Int,
    _ isPart: (UInt8) -> Bool
  ) -> SecretPlace? {
    var end = lead
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    guard end - lead >= shortest else { return nil }
    return SecretPlace(kind: kind, range: start..<end, isWhole: end - lead >= whole)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { Base62.value(of: byte) != nil }

  /// Whether `word`, in lower case, stands at `place` in whatever case.
  private static func spells(_ word: StaticString, in bytes: Span<UInt8>, at place: Int) -> Bool {
    matches(word, in: bytes, at: place) { byte in (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
  }

  private static func begins(with word: StaticString, in bytes: Span<UInt8>, at place: Int) -> Bool {
    matches(word, in: bytes, at: place) { $0 }
  }

  private static func matches(
    _ word: StaticString, in bytes: Span<UInt8>, at place: Int, _ read: (UInt8) -> UInt8
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where unsafe read(bytes[place + offset]) != word.utf8Start[offset] { return false }
    return true
  }
}

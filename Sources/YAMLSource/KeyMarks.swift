/// Which keys a mapping may hold, by their lengths and first bytes: most keys that it does not hold are told from those
/// that it holds without a look at them.
struct KeyMarks {
  private var bits: UInt64 = 0

  /// Adds a key of `length` bytes that begins with `first`; true if there may have been the same one before.
  mutating func insert(length: Int, first: UInt8) -> Bool {
    let bit = KeyMarks.bit(length, first)
    defer { bits |= bit }
    return bits & bit != 0
  }

  /// Whether there may be a key of `length` bytes that begins with `first`.
  func mayHold(length: Int, first: UInt8) -> Bool { bits & KeyMarks.bit(length, first) != 0 }

  private static func bit(_ length: Int, _ first: UInt8) -> UInt64 {
    1 << ((UInt64(truncatingIfNeeded: length) &* 5 &+ UInt64(first)) % 64)
  }
}

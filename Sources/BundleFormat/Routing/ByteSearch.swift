internal import CLanes

extension Span<UInt8> {
  /// The first place of `byte` from `start` on that is before `end`; `end` if there is none. Sixteen bytes are looked at
  /// together.
  func first(_ byte: UInt8, from start: Int = 0, before end: Int) -> Int {
    var index = start
    while end &- index >= 16 {
      let are = unsafe withUnsafeBytes { unsafe clanes_are($0.baseAddress.unsafelyUnwrapped + index, byte) }
      if are != 0 { return index &+ are.trailingZeroBitCount }
      index &+= 16
    }
    while index < end, self[index] != byte { index &+= 1 }
    return index
  }
}

/// Whether two runs of bytes are the same, eight at a time.
enum EqualBytes {
  /// Compares `one` with `other`.
  static func check(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    var place = 0
    while place + 8 <= one.count {
      let first = unsafe one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard unsafe first == other.loadUnaligned(fromByteOffset: place, as: UInt64.self) else { return false }
      place += 8
    }
    while place < one.count {
      guard unsafe one[place] == other[place] else { return false }
      place += 1
    }
    return true
  }
}

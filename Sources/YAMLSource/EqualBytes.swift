/// Whether two runs of bytes are the same, eight at a time.
enum EqualBytes {
  /// Compares `one` with `other`.
  @inline(__always)
  static func check(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    if one.count >= 8 { return unsafe check(UInt64.self, one, other) }
    if one.count >= 4 { return unsafe check(UInt32.self, one, other) }
    for place in 0..<one.count where unsafe one[place] != other[place] { return false }
    return true
  }

  /// Compares what holds a `Word` or more, a word at a time and then the last one, some of which was looked at before.
  @inline(__always)
  private static func check<Word: FixedWidthInteger & BitwiseCopyable>(
    _ word: Word.Type, _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer
  ) -> Bool {
    let last = one.count &- MemoryLayout<Word>.size
    var place = 0
    while place < last {
      guard unsafe same(word, one, other, place) else { return false }
      place &+= MemoryLayout<Word>.size
    }
    return unsafe same(word, one, other, last)
  }

  @inline(__always)
  private static func same<Word: FixedWidthInteger & BitwiseCopyable>(
    _ word: Word.Type, _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, _ place: Int
  ) -> Bool {
    // Invariant: both have as many bytes, and the word at `place` lies within them.
    unsafe one.baseAddress.unsafelyUnwrapped.loadUnaligned(fromByteOffset: place, as: word)
      == other.baseAddress.unsafelyUnwrapped.loadUnaligned(fromByteOffset: place, as: word)
  }
}

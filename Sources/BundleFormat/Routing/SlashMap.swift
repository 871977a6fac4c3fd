internal import CLanes
internal import KeyModel

/// Where the slashes of a path are, if it is a path as most are; found by looking at sixteen bytes at a time.
struct SlashMap {
  private static let blockCount = 16
  /// The most bytes of a path whose slashes are kept.
  private static let maximumCount = 127

  /// A bit for each byte of the path; none if its slashes are not kept, since it begins with one.
  private var words: (UInt64, UInt64)

  /// Slashes that nobody knows.
  static var none: SlashMap { SlashMap() }

  @inline(__always)
  private init() { words = (0, 0) }

  /// The slashes of `path`, if it is unambiguous, and without escapes and what takes a closer look; else nil.
  @inline(__always)
  init?(ofPlain path: Span<UInt8>) {
    guard path.count >= SlashMap.blockCount, path[0] == 0x2F else { return nil }
    self.init()
    var (start, isPlain, areDoubtful, segments, carry) = (0, true, 0 as UInt64, 0, 0 as UInt64)
    while start < path.count {
      let word = PathWord(path, from: start)
      isPlain = isPlain && word.isPlain
      // A segment that is empty or begins with a dot.
      areDoubtful |= (word.slashes &<< 1 | carry) & (word.slashes | word.dots)
      carry = word.slashes &>> 63
      segments &+= word.slashes.nonzeroBitCount
      if start == 0 { words.0 = word.slashes } else { words.1 = word.slashes }
      start &+= 64
    }
    guard isPlain, areDoubtful == 0, segments <= RouteTemplate.maximumSegments else { return nil }
    if path.count > SlashMap.maximumCount { words = (0, 0) }
  }

  /// The first slash from `start` on of a path of `count` bytes, or its end; nil if nobody knows.
  @inline(__always)
  func next(from start: Int, in count: Int) -> Int? {
    guard words.0 != 0 else { return nil }
    let shift = UInt64(truncatingIfNeeded: start)
    if start < 64 {
      let rest = words.0 &>> shift
      if rest != 0 { return start &+ rest.trailingZeroBitCount }
      return words.1 == 0 ? count : 64 &+ words.1.trailingZeroBitCount
    }
    let rest = words.1 &>> shift
    return rest == 0 ? count : start &+ rest.trailingZeroBitCount
  }

  /// What 64 bytes of a path are.
  private struct PathWord {
    var isPlain = true
    var slashes: UInt64 = 0
    var dots: UInt64 = 0

    /// The bytes of `path` from `start` on.
    @inline(__always)
    init(_ path: Span<UInt8>, from start: Int) {
      var plain: UInt64 = 0xFFFF
      let end = min(path.count, start &+ 64)
      unsafe path.withUnsafeBytes { bytes in
        var block = start
        while block < end {
          // The last sixteen bytes are looked at where fewer are left, and those that were seen are shifted out.
          let place = min(block, path.count &- blockCount)
          let address = unsafe bytes.baseAddress.unsafelyUnwrapped + place
          let (seen, shift) = (UInt64(truncatingIfNeeded: block &- place), UInt64(truncatingIfNeeded: block &- start))
          slashes |= unsafe (clanes_are(address, 0x2F) &>> seen) &<< shift
          dots |= unsafe (clanes_are(address, 0x2E) &>> seen) &<< shift
          // What stands from `&` to `:` is punctuation and digits.
          plain &=
            unsafe clanes_are_letters(address) | clanes_are_between(address, 0x26, 0x3A) | clanes_are(address, 0x5F)
          block &+= blockCount
        }
      }
      isPlain = plain == 0xFFFF
    }
  }
}

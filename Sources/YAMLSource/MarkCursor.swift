/// Turns libyaml's positions, which count code points after a byte order mark, into byte offsets.
///
/// Positions come almost sorted, so the cursor walks from the last one it was asked for.
struct MarkCursor {
  private let source: [UInt8]
  private let markLength: Int
  private let isASCII: Bool
  private var index = 0
  private var offset: Int

  /// A cursor at the start of `source`, which `scan` found to be UTF-8.
  init(_ source: [UInt8], after scan: SourceScan) {
    self.source = source
    markLength = scan.markLength
    isASCII = scan.isASCII
    offset = scan.markLength
  }

  /// The offset of the code point `target`; the end of the source for one beyond it.
  mutating func offset(of target: Int) -> Int {
    if isASCII { return min(target + markLength, source.count) }
    while index < target, offset < source.count {
      offset += 1
      while offset < source.count, Self.continues(source[offset]) { offset += 1 }
      index += 1
    }
    while index > target, offset > markLength {
      offset -= 1
      while offset > markLength, Self.continues(source[offset]) { offset -= 1 }
      index -= 1
    }
    return offset
  }

  private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// A place in bytes that are read line by line.
///
/// It holds no bytes, so each call is handed the same ones again.
package struct LineCursor: Sendable {
  /// Where the next line begins.
  package private(set) var position: Int

  /// A cursor at `position`.
  package init(at position: Int = 0) {
    self.position = position
  }

  /// The next line without its LF, and the cursor behind that LF.
  ///
  /// `nil` where no LF is found within `limit` bytes; no byte further on is looked at, and the cursor stays.
  package mutating func next(in bytes: Span<UInt8>, limit: Int) -> Range<Int>? {
    let start = position
    let bound = bytes.count - start > limit ? start + limit + 1 : bytes.count
    var end = start
    while end < bound {
      if bytes[end] == UInt8(ascii: "\n") {
        position = end + 1
        return start..<end
      }
      end += 1
    }
    return nil
  }
}

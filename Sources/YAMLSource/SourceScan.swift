import Diagnostics

/// One pass over the raw bytes of a file, before anybody reads structure into them.
///
/// It sees comments too, which a parser does not show. Sixteen bytes of plain ASCII are judged at once.
struct SourceScan {
  /// Everything that no reviewer could see, and directives.
  private(set) var refusals: Refusals
  /// Whether a character is a byte throughout.
  private(set) var isASCII = true
  /// The bytes of a byte order mark at the very start: 3 or 0.
  let markLength: Int

  /// Looks through `bytes` of `file`.
  init(_ bytes: Span<UInt8>, of file: FileID) {
    refusals = Refusals(file: file)
    markLength = Self.starts(bytes, with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let encoding = Self.otherEncoding(bytes) {
      refusals.report("the file is \(encoding.name), not UTF-8", from: 0, to: encoding.mark)
      return
    }
    scan(bytes)
  }

  /// The encoding that another byte order mark tells, and the length of the mark.
  private static func otherEncoding(_ bytes: Span<UInt8>) -> (name: String, mark: Int)? {
    if starts(bytes, with: [0xFF, 0xFE, 0, 0]) || starts(bytes, with: [0, 0, 0xFE, 0xFF]) { return ("UTF-32", 4) }
    if starts(bytes, with: [0xFF, 0xFE]) || starts(bytes, with: [0xFE, 0xFF]) { return ("UTF-16", 2) }
    return nil
  }

  private static func starts(_ bytes: Span<UInt8>, with prefix: [UInt8]) -> Bool {
    guard bytes.count >= prefix.count else { return false }
    return prefix.indices.allSatisfy { bytes[$0] == prefix[$0] }
  }

  private mutating func scan(_ bytes: Span<UInt8>) {
    var place = markLength
    while place < bytes.count, !refusals.isFull {
      place = PlainText.end(in: bytes, from: place)
      let end = min(place + PlainText.width, bytes.count)
      while place < end { place += step(bytes, at: place) }
    }
  }

  /// Looks at the character at `place` and returns its length.
  private mutating func step(_ bytes: Span<UInt8>, at place: Int) -> Int {
    let byte = bytes[place]
    if byte == 0x25 {
      checkDirective(bytes, at: place)
      return 1
    }
    if byte == 0x0D, place + 1 < bytes.count, bytes[place + 1] == 0x0A { return 2 }
    let character = UTF8Character(bytes, at: place)
    if byte >= 0x80 { isASCII = false }
    guard let value = character.value else {
      refusals.report("bytes that are not UTF-8", from: place, to: place + character.length)
      return character.length
    }
    if let hidden = HiddenCharacter(value) {
      let message = HiddenText.message(about: value, hidden)
      refusals.report(message, from: place, to: place + character.length, help: HiddenText.help(for: hidden))
    }
    return character.length
  }

  /// Reports the `%` at `place` when it begins a line.
  ///
  /// Here and not at the document that it belongs to: the parser compares each directive with all before it, which a
  /// file full of them makes quadratic.
  private mutating func checkDirective(_ bytes: Span<UInt8>, at place: Int) {
    guard place == markLength || bytes[place - 1] == 0x0A else { return }
    var end = place
    while end < bytes.count, bytes[end] > 0x20 { end += 1 }
    refusals.report("a directive: a line begins with `%`", from: place, to: end, help: "leave the line out")
  }
}

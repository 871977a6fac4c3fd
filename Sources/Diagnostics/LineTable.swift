/// Lines and columns of one file.
///
/// A line ends in LF or CRLF, as an editor and a diff count; a byte order mark at the start belongs to no line.
struct LineTable {
  private let bytes: [UInt8]
  /// Where each line begins.
  private var starts: [UInt32]
  /// The characters before each block of ``blockSize`` bytes, so that a column on a line of megabytes costs no walk.
  private var charactersBefore: [UInt32] = []
  private static let blockSize = 4096

  /// The lines of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    var characters: UInt32 = 0
    for place in bytes.indices {
      if place % Self.blockSize == 0 { charactersBefore.append(characters) }
      if Self.beginsCharacter(bytes[place]) { characters += 1 }
      if bytes[place] == 0x0A { starts.append(UInt32(clamping: place + 1)) }
    }
  }

  /// The line that holds the byte at `offset`, counted from 1; the last one for an offset beyond the file.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column of the byte at `offset` in its line, in code points, counted from 1.
  func column(of offset: Int) -> Int {
    let start = Int(starts[line(of: offset) - 1])
    return characters(before: max(start, offset)) - characters(before: start) + 1
  }

  /// The bytes of `line`, counted from 1, without its ending.
  func content(of line: Int) -> Range<Int> {
    let start = Int(starts[line - 1])
    guard line < starts.count else { return start..<max(start, bytes.count) }
    var end = Int(starts[line]) - 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private func characters(before offset: Int) -> Int {
    let offset = min(offset, bytes.count)
    let block = min(offset / Self.blockSize, charactersBefore.count - 1)
    guard block >= 0 else { return 0 }
    let rest = bytes[block * Self.blockSize..<offset]
    return Int(charactersBefore[block]) + rest.reduce(0) { Self.beginsCharacter($1) ? $0 + 1 : $0 }
  }

  private static func beginsCharacter(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}

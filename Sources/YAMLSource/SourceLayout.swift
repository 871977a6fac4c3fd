import Diagnostics

/// The lines of a file as an edit needs them. Offsets are of bytes.
struct SourceLayout {
  let bytes: [UInt8]
  /// How its lines end: as the first one does, LF in a file of one line.
  let lineEnding: String

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let first = bytes.firstIndex(of: 0x0A)
    lineEnding = first.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false ? "\r\n" : "\n"
  }

  /// Where the line that holds `offset` begins, behind a byte order mark.
  func lineStart(_ offset: Int) -> Int {
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  /// Where the line that holds `offset` ends, before its LF or CRLF.
  func lineEnd(_ offset: Int) -> Int {
    guard let end = bytes[offset...].firstIndex(of: 0x0A) else { return bytes.count }
    return end > offset && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  /// Where the line after the one that holds `offset` begins; the end of the file for the last one.
  func nextLine(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  /// How many bytes stand before `offset` in its line.
  func column(_ offset: Int) -> Int { offset - lineStart(offset) }

  /// The first place at or after `offset` that holds neither a space nor a line ending nor a comment.
  func skipBlanksAndComments(_ offset: Int) -> Int {
    var place = offset
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      case 0x23: place = nextLine(place)
      default: return place
      }
    }
    return place
  }

  /// One past the `:` after the key that ends at `offset`.
  func colonEnd(after offset: Int) -> Int? {
    let place = skipBlanksAndComments(offset)
    return place < bytes.count && bytes[place] == 0x3A ? place + 1 : nil
  }

  /// Whether `node` is a list or mapping with brackets.
  func isFlow(_ node: YAMLNode) -> Bool {
    // A scalar that says nothing may stand at the end of the file, where no byte is.
    guard node.kind != .scalar else { return false }
    return bytes[node.span.range.lowerBound] == (node.kind == .sequence ? 0x5B : 0x7B)
  }
}

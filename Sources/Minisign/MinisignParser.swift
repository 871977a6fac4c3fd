internal import Sodium

/// Reads the lines of a signature, none of them further than it may reach.
struct MinisignParser {
  private(set) var cursor: LineCursor

  /// A parser of the lines at `cursor`.
  init(cursor: LineCursor) {
    self.cursor = cursor
  }

  /// What stands behind `label` on the next line.
  mutating func comment(in file: Span<UInt8>, label: StaticString, limit: Int) throws(MinisignFailure) -> [UInt8] {
    let labelCount = label.utf8CodeUnitCount
    guard let line = cursor.next(in: file, limit: labelCount + limit), file.extracting(line).starts(with: label) else {
      throw .malformed
    }
    let comment = file.extracting(line.lowerBound + labelCount..<line.upperBound)
    guard MinisignComment.isAcceptable(comment, limit: limit) else { throw .malformed }
    return comment.array
  }

  /// The bytes that the next line spells, of which there are `byteCount`.
  mutating func base64(in file: Span<UInt8>, byteCount: Int) throws(MinisignFailure) -> [UInt8] {
    guard let line = cursor.next(in: file, limit: Base64.padded.encodedCount(of: byteCount)),
      let bytes = Base64.padded.decode(file.extracting(line)), bytes.count == byteCount
    else { throw .malformed }
    return bytes
  }
}

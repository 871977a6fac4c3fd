extension Edit {
  /// `bytes` after a change that needs nothing but them.
  func applied(to bytes: [UInt8]) throws -> [UInt8] {
    switch self {
    case .keep(let count): return Array(bytes.prefix(try Edit.place(count, in: bytes, end: true)))
    case .drop(let count): return Array(bytes.dropFirst(try Edit.place(count, in: bytes, end: true)))
    case .flip(let place):
      var bytes = bytes
      bytes[try Edit.place(place, in: bytes)] ^= 1
      return bytes
    case .replace(let pair): return try Edit.replace(pair, in: bytes, limit: 1)
    case .replaceAll(let pair): return try Edit.replace(pair, in: bytes, limit: .max)
    case .set(let place, let other):
      let start = try Edit.place(place, in: bytes)
      guard start + other.bytes.count <= bytes.count else { throw MakingFailure("there is no room for the bytes") }
      return Array(bytes[..<start]) + other.bytes + Array(bytes[(start + other.bytes.count)...])
    case .insert(let place, let other):
      let start = try Edit.place(place, in: bytes, end: true)
      return Array(bytes[..<start]) + other.bytes + Array(bytes[start...])
    case .append(let other): return bytes + other.bytes
    case .whole(let other): return other.bytes
    case .contentOf, .linesOf, .unsigned: throw MakingFailure("that is an edit of a signed file")
    }
  }

  /// Where `place` is in `bytes`; their end is a place only where `end` says so.
  private static func place(_ place: Int, in bytes: [UInt8], end: Bool = false) throws -> Int {
    let index = place < 0 ? bytes.count + place : place
    guard index >= 0, index < bytes.count + (end ? 1 : 0) else {
      throw MakingFailure("there are \(bytes.count) bytes, and none at \(place)")
    }
    return index
  }

  private static func replace(_ pair: [ByteText], in bytes: [UInt8], limit: Int) throws -> [UInt8] {
    guard pair.count == 2 else { throw MakingFailure("a replacement has an old and a new text") }
    let changed = bytes.replacing(pair[0].bytes, with: pair[1].bytes, maxReplacements: limit)
    guard changed != bytes else { throw MakingFailure("there is nothing to replace with \(pair[1])") }
    return changed
  }
}

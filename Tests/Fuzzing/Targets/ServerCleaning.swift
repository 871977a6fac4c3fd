/// What servers do to a path before they look at its segments. Each alone is common; where two servers in a row differ,
/// one of them decides about another path than the other serves.
enum ServerCleaning: CaseIterable {
  case nothing, mergedSlashes, removedDots, cutAtSemicolon, backslashes, decodedFirst, cutAtZero
  case cutAtHash, trimmed

  /// The segments that are left, each decoded.
  func segments(of target: [UInt8]) -> [[UInt8]] {
    var path = Array(target.prefix { $0 != 0x3F })
    switch self {
    case .nothing, .removedDots, .cutAtSemicolon: break
    case .mergedSlashes: path = merged(path)
    case .backslashes: path = path.map { $0 == 0x5C ? 0x2F : $0 }
    case .decodedFirst: path = Self.decoded(path)
    case .cutAtZero: path = Array(Self.decoded(path).prefix { $0 != 0 })
    case .cutAtHash: path = Array(path.prefix { $0 != 0x23 })
    case .trimmed: path = Array(path.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
    }
    var segments = path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).map { [UInt8]($0) }
    if self == .cutAtSemicolon { segments = segments.map { Array($0.prefix { $0 != 0x3B }) } }
    if self == .removedDots { segments = withoutDots(segments) }
    switch self {
    case .decodedFirst, .cutAtZero: return segments
    default: return segments.map(Self.decoded)
    }
  }

  private func merged(_ path: [UInt8]) -> [UInt8] {
    path.reduce(into: []) { kept, byte in if byte != 0x2F || kept.last != 0x2F { kept.append(byte) } }
  }

  private func withoutDots(_ segments: [[UInt8]]) -> [[UInt8]] {
    segments.reduce(into: []) { kept, segment in
      switch Self.decoded(segment) {
      case [0x2E]: break
      case [0x2E, 0x2E]: _ = kept.popLast()
      default: kept.append(segment)
      }
    }
  }

  /// `bytes` with each percent-escape that is one in place of itself.
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var (decoded, index) = ([UInt8](), 0)
    while index < bytes.count {
      let digits = bytes[index...].prefix(3).dropFirst()
      if bytes[index] == 0x25, digits.count == 2, digits.allSatisfy(isHex),
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}

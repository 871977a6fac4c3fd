/// One change to bytes, by which a vector says how something was damaged or made up. It is an object of one field.
///
/// Places count from 0, and from the end where they are negative: -1 is the last byte.
package enum Edit: Hashable, Codable, Sendable {
  /// Only the first so many bytes are left; all but the last so many if negative.
  case keep(Int)
  /// The first so many bytes are gone.
  case drop(Int)
  /// The lowest bit of the byte at this place is the other.
  case flip(Int)
  /// The first of two texts, where it stands first, is the second.
  case replace([ByteText])
  /// The first of two texts, wherever it stands, is the second.
  case replaceAll([ByteText])
  /// Other bytes of the same count stand at this place.
  case set(at: Int, ByteText)
  /// These bytes stand before what stands at this place.
  case insert(at: Int, ByteText)
  /// These bytes stand behind all others.
  case append(ByteText)
  /// All of it is this.
  case whole(ByteText)
  /// What the signatures of this file are over is what those of another bundle are over.
  case contentOf(Sealing)
  /// What the signatures of this list are over is what those of another list are over.
  case linesOf(ListMaking)
  /// The signatures are gone.
  case unsigned

  private enum Name: String, CodingKey {
    case keep, drop, flip, replace, replaceAll, set, insert, append, whole, contentOf, linesOf, unsigned
  }

  private struct Placed: Hashable, Codable {
    let at: Int
    let bytes: ByteText
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    guard let name = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "an edit has one known field"))
    }
    switch name {
    case .keep: self = .keep(try container.decode(Int.self, forKey: name))
    case .drop: self = .drop(try container.decode(Int.self, forKey: name))
    case .flip: self = .flip(try container.decode(Int.self, forKey: name))
    case .replace: self = .replace(try container.decode([ByteText].self, forKey: name))
    case .replaceAll: self = .replaceAll(try container.decode([ByteText].self, forKey: name))
    case .set:
      let placed = try container.decode(Placed.self, forKey: name)
      self = .set(at: placed.at, placed.bytes)
    case .insert:
      let placed = try container.decode(Placed.self, forKey: name)
      self = .insert(at: placed.at, placed.bytes)
    case .append: self = .append(try container.decode(ByteText.self, forKey: name))
    case .whole: self = .whole(try container.decode(ByteText.self, forKey: name))
    case .contentOf: self = .contentOf(try container.decode(Sealing.self, forKey: name))
    case .linesOf: self = .linesOf(try container.decode(ListMaking.self, forKey: name))
    case .unsigned:
      _ = try container.decode(Bool.self, forKey: name)
      self = .unsigned
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .keep(let count): try container.encode(count, forKey: .keep)
    case .drop(let count): try container.encode(count, forKey: .drop)
    case .flip(let place): try container.encode(place, forKey: .flip)
    case .replace(let pair): try container.encode(pair, forKey: .replace)
    case .replaceAll(let pair): try container.encode(pair, forKey: .replaceAll)
    case .set(let place, let bytes): try container.encode(Placed(at: place, bytes: bytes), forKey: .set)
    case .insert(let place, let bytes): try container.encode(Placed(at: place, bytes: bytes), forKey: .insert)
    case .append(let bytes): try container.encode(bytes, forKey: .append)
    case .whole(let bytes): try container.encode(bytes, forKey: .whole)
    case .contentOf(let bundle): try container.encode(bundle, forKey: .contentOf)
    case .linesOf(let list): try container.encode(list, forKey: .linesOf)
    case .unsigned: try container.encode(true, forKey: .unsigned)
    }
  }
}

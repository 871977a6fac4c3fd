/// What a handle is made of: a kind, a place in the table of that kind, and how many handles that place had before.
///
/// No handle is given out twice, so one that was closed stays closed; and numbers that a program happens to hold have
/// no kind.
struct HandleNumber {
  /// What a handle stands for.
  enum Kind: UInt8 {
    case authorizer = 0xA7
    case update = 0xB3
  }

  let rawValue: UInt64

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  init(_ kind: Kind, place: Int, generation: UInt64) {
    rawValue = UInt64(kind.rawValue) << 56 | UInt64(place) << 40 | generation
  }

  var kind: Kind? { Kind(rawValue: UInt8(truncatingIfNeeded: rawValue >> 56)) }
  var place: Int { Int(rawValue >> 40 & 0xFFFF) }
  var generation: UInt64 { rawValue & 0xFF_FFFF_FFFF }
}

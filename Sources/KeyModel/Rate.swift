/// How many requests in how much time: `600/min`, `10/s`, `1000/h`, `20000/d`, or `unlimited`.
public enum Rate: ParsableText, Hashable, CustomStringConvertible {
  case unlimited
  case limited(count: UInt32, per: RateUnit)

  /// The rate that `text` writes; nil if it has another form. A rate of 0 is not one: disable the key instead.
  public init?(parsing text: Span<UInt8>) {
    if text.equals("unlimited") {
      self = .unlimited
      return
    }
    guard let slash = text.firstIndex(of: 0x2F) else { return nil }
    guard let number = text.extracting(0..<slash).decimal, let count = UInt32(exactly: number), count > 0 else {
      return nil
    }
    guard let unit = RateUnit(parsing: text.extracting((slash + 1)..<text.count)) else { return nil }
    self = .limited(count: count, per: unit)
  }

  /// Whether this rate admits more in the long run than `other`, compared exactly.
  public func exceeds(_ other: Rate) -> Bool {
    switch (self, other) {
    case (_, .unlimited): false
    case (.unlimited, .limited): true
    case (.limited(let count, let unit), .limited(let limit, let otherUnit)):
      UInt64(count) * UInt64(otherUnit.seconds) > UInt64(limit) * UInt64(unit.seconds)
    }
  }

  /// The rate as it is written.
  public var description: String {
    switch self {
    case .unlimited: "unlimited"
    case .limited(let count, let unit): "\(count)/\(unit)"
    }
  }
}

/// What a rate counts in.
public enum RateUnit: UInt8, ParsableText, Hashable, CustomStringConvertible, CaseIterable {
  case second, minute, hour, day

  /// The unit that `text` names: `s`, `min`, `h`, `d`.
  public init?(parsing text: Span<UInt8>) {
    if text.equals("s") {
      self = .second
    } else if text.equals("min") {
      self = .minute
    } else if text.equals("h") {
      self = .hour
    } else if text.equals("d") {
      self = .day
    } else {
      return nil
    }
  }

  /// The unit's length in seconds.
  public var seconds: UInt32 {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3_600
    case .day: 86_400
    }
  }

  /// The unit as it is written.
  public var description: String {
    switch self {
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    case .day: "d"
    }
  }
}

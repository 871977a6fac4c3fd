/// A length of time in whole seconds, written with one unit: `90s`, `15m`, `24h`, `90d`.
public struct TimeSpan: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The length in seconds, 0 or more.
  public let seconds: Int64

  /// The longest that is accepted: a hundred years of 366 days.
  public static let maximum = TimeSpan(seconds: 100 * 366 * 86_400)

  /// A length of `seconds`; a negative number counts as 0.
  public init(seconds: Int64) {
    self.seconds = max(0, seconds)
  }

  /// The length that `text` writes; nil if it has another form or is longer than ``maximum``. `0` needs no unit.
  public init?(parsing text: Span<UInt8>) {
    if text.equals("0") {
      self.init(seconds: 0)
      return
    }
    guard let last = text.indices.last, let unit = TimeSpan.unit(text[last]) else { return nil }
    guard let count = text.extracting(0..<last).decimal else { return nil }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow, seconds <= TimeSpan.maximum.seconds else { return nil }
    self.init(seconds: seconds)
  }

  private static func unit(_ letter: UInt8) -> Int64? {
    switch letter {
    case 0x73: 1  // s
    case 0x6D: 60  // m
    case 0x68: 3_600  // h
    case 0x64: 86_400  // d
    default: nil
    }
  }

  /// The length with the largest unit that divides it.
  public var description: String {
    if seconds == 0 { return "0" }
    if seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
    if seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
    if seconds % 60 == 0 { return "\(seconds / 60)m" }
    return "\(seconds)s"
  }

  /// The shorter first.
  public static func < (one: TimeSpan, other: TimeSpan) -> Bool { one.seconds < other.seconds }
}

/// How many requests in one calendar window of UTC: `100000/month`.
public struct Quota: ParsableText, Hashable, CustomStringConvertible {
  /// The most requests, 1 or more.
  public let count: UInt64
  /// The window.
  public let window: QuotaWindow

  /// At most `count` requests in each `window`; nil for none at all.
  public init?(count: UInt64, window: QuotaWindow) {
    guard count > 0 else { return nil }
    self.count = count
    self.window = window
  }

  /// The quota that `text` writes; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard let slash = text.firstIndex(of: 0x2F) else { return nil }
    guard let number = text.extracting(0..<slash).decimal, number > 0 else { return nil }
    guard let window = QuotaWindow(parsing: text.extracting((slash + 1)..<text.count)) else { return nil }
    count = UInt64(number)
    self.window = window
  }

  /// The quota as it is written.
  public var description: String { "\(count)/\(window)" }
}

/// A calendar window of UTC.
public enum QuotaWindow: UInt8, ParsableText, Hashable, CustomStringConvertible, CaseIterable {
  case hour = 1, day, month

  /// The window that `text` names: `hour`, `day`, `month`.
  public init?(parsing text: Span<UInt8>) {
    if text.equals("hour") {
      self = .hour
    } else if text.equals("day") {
      self = .day
    } else if text.equals("month") {
      self = .month
    } else {
      return nil
    }
  }

  /// The window as it is written.
  package var name: StaticString {
    switch self {
    case .hour: "hour"
    case .day: "day"
    case .month: "month"
    }
  }

  /// The window as it is written.
  public var description: String { name.description }
}

/// A second of UTC, counted from 1970-01-01T00:00:00Z without leap seconds, in the years 1970 to 9999.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  /// The first instant, 1970-01-01T00:00:00Z.
  public static let earliest = Instant(seconds: 0)
  /// The last instant, 9999-12-31T23:59:59Z.
  public static let latest = Instant(seconds: 253_402_300_799)

  /// The instant `seconds` after 1970-01-01T00:00:00Z, or the nearest one that can be written.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, 0), 253_402_300_799)
  }

  /// The instant `span` later, at most ``latest``.
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(seconds: instant.seconds + min(span.seconds, latest.seconds))
  }

  /// The instant `span` earlier, at least ``earliest``.
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(seconds: instant.seconds - min(span.seconds, latest.seconds))
  }

  /// The time from `earlier` to this instant; nothing if that is not earlier.
  public func since(_ earlier: Instant) -> TimeSpan {
    TimeSpan(seconds: seconds - earlier.seconds)
  }

  /// The earlier first.
  public static func < (one: Instant, other: Instant) -> Bool { one.seconds < other.seconds }
}

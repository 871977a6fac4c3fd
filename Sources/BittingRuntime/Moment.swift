public import KeyModel

/// Now, by both clocks: one value for a whole decision.
public struct Moment: Hashable, Sendable {
  /// The time of day, which windows and ages are judged by.
  public let utc: Instant
  /// Nanoseconds of a clock that never goes back, which rates are counted by; its zero is any point in time.
  public let steady: UInt64

  /// The moment that the two clocks show.
  public init(utc: Instant, steady: UInt64) {
    self.utc = utc
    self.steady = steady
  }
}

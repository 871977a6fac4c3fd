extension QuotaWindow {
  /// The number of the window that `instant` is in, counted from the one that 1970-01-01T00:00:00Z is in.
  package func number(of instant: Instant) -> UInt64 {
    switch self {
    case .hour: return UInt64(instant.seconds) / 3_600
    case .day: return UInt64(instant.seconds) / 86_400
    case .month:
      let (year, month, _) = instant.civil
      return UInt64((year - 1_970) * 12 + month - 1)
    }
  }

  /// The instant at which window `number` begins, or the last one that can be written.
  package func start(of number: UInt64) -> Instant {
    switch self {
    case .hour: return Instant(seconds: Int64(number) * 3_600)
    case .day: return Instant(seconds: Int64(number) * 86_400)
    case .month:
      let days = Instant.days(year: Int64(number / 12) + 1_970, month: Int64(number % 12) + 1, day: 1)
      return Instant(seconds: days * 86_400)
    }
  }
}

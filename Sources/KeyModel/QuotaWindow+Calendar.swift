extension QuotaWindow {
  /// The number of the window that `instant` is in, counted from the one that 1970-01-01T00:00:00Z is in.
  package func number(of instant: Instant) -> UInt64 {
    switch self {
    case .hour: return UInt64(instant.seconds) / 3_600
    case .day: return UInt64(instant.seconds) / 86_400
    case .month: return QuotaWindow.month(ofDay: UInt64(instant.seconds) / 86_400)
    }
  }

  /// Months from January 1970 to the one that has `day`, counted from 1970-01-01.
  ///
  /// Years begin in March here, so that leap days come last. Without a division that is not by a constant: each counted
  /// request comes here. Source: Cassio Neri and Lorenz Schneider, "Euclidean affine functions and their application to
  /// calendar algorithms".
  private static func month(ofDay day: UInt64) -> UInt64 {
    let quarters = 4 * (day + 719_468) + 3
    let (century, ofCentury) = (quarters / 146_097, quarters % 146_097 / 4)
    let year = 2_939_745 * (4 * ofCentury + 3)
    let dayOfYear = (year & 0xFFFF_FFFF) / 2_939_745 / 4
    let month = (2_141 * dayOfYear + 197_913) >> 16
    return (100 * century + year >> 32) * 12 + month - 1 - 1_970 * 12
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

extension Instant: ParsableText, CustomStringConvertible {
  /// The instant that `text` writes: RFC 3339 in whole seconds with `Z` (`2026-09-02T08:00:00Z`), or a bare date, which
  /// is its 00:00; nil for any other form, a day that no calendar has, or a leap second.
  #if hasFeature(Embedded)
    @_optimize(size)
  #endif
  public init?(parsing text: Span<UInt8>) {
    guard text.count == 10 || text.count == 20 else { return nil }
    // The day's digits stand in the first eight bytes, and in the eight bytes from the third on.
    guard let first = WrittenDigits(text, at: 0, as: .yearMonth),
      let second = WrittenDigits(text, at: 2, as: .monthDay),
      let days = Instant.days(year: first.number(0...3), month: first.number(5...6), ofMonth: second.number(6...7))
    else { return nil }
    guard text.count == 20 else {
      self.init(seconds: days * 86_400)
      return
    }
    guard let third = WrittenDigits(text, at: 8, as: .dayHourMinute),
      let fourth = WrittenDigits(text, at: 12, as: .minuteSecond),
      let time = Instant.time(third.number(3...4), third.number(6...7), fourth.number(5...6))
    else { return nil }
    self.init(seconds: days * 86_400 + time)
  }

  /// RFC 3339 in UTC: `2026-09-02T08:00:00Z`.
  public var description: String {
    var text = ByteText()
    text.append(self)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The day alone: `2026-09-02`.
  public var date: String {
    var text = ByteText()
    text.append(dateOf: self)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// Year, month and day of the Gregorian calendar.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  package var civil: (year: Int64, month: Int64, day: Int64) {
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
  }

  /// Days since 1970-01-01 of a day that a calendar has; nil for any other.
  private static func days(year: Int64, month: Int64, ofMonth day: Int64) -> Int64? {
    guard year >= 1_970, (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year) else { return nil }
    return days(year: year, month: month, day: day)
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar; the inverse of ``civil``, from the same source.
  package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = (shiftedYear / 400, shiftedYear % 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(ofMonth month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func time(_ hour: Int64, _ minute: Int64, _ second: Int64) -> Int64? {
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3_600 + minute * 60 + second
  }
}

import KeyModel
import Testing

struct QuotaWindowTests {
  /// Every month of every year, at its first and last second, against the calendar that instants are written by.
  @Test func numbersMonthsAsTheCalendarDoes() {
    for year in 1_970...9_999 {
      for month in 1...12 {
        let number = UInt64((year - 1_970) * 12 + month - 1)
        let start = QuotaWindow.month.start(of: number)
        let (startYear, startMonth, startDay) = start.civil
        let isRight =
          startYear == year && startMonth == month && startDay == 1 && start.seconds % 86_400 == 0
          && QuotaWindow.month.number(of: start) == number
          && (number == 0 || QuotaWindow.month.number(of: Instant(seconds: start.seconds - 1)) == number - 1)
        guard isRight else {
          Issue.record("\(year)-\(month)")
          return
        }
      }
    }
    #expect(QuotaWindow.month.number(of: .latest) == 8_030 * 12 - 1)
  }

  @Test func numbersHoursAndDays() {
    let instant = Instant("2026-11-23T07:59:59Z")!
    for kind in [QuotaWindow.hour, .day] {
      let number = kind.number(of: instant)
      #expect(kind.number(of: kind.start(of: number)) == number)
      #expect(kind.number(of: Instant(seconds: kind.start(of: number).seconds - 1)) == number - 1)
    }
    #expect(QuotaWindow.hour.start(of: QuotaWindow.hour.number(of: instant)) == Instant("2026-11-23T07:00:00Z"))
    #expect(QuotaWindow.day.start(of: QuotaWindow.day.number(of: instant)) == Instant("2026-11-23"))
    #expect(QuotaWindow.hour.start(of: .max >> 30) == .latest)
  }
}

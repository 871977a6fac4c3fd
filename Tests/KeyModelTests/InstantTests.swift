import KeyModel
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-01T00:00:01Z", 1), ("2000-02-29T12:00:00Z", 951_825_600),
    ("2026-11-20T12:00:00Z", 1_795_176_000), ("2038-01-19T03:14:08Z", 2_147_483_648),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func readsSecondsOfUTC(_ text: String, _ seconds: Int64) {
    #expect(Instant(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-11-20 12:00:00Z", "2026-11-20T12:00:00", "2026-11-20T12:00:00z",
    "2026-11-20T12:00:00+00:00", "2026-11-20T12:00:00.5Z", "2026-11-20T12:00Z", "2026-02-29", "2100-02-29",
    "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-11-20T24:00:00Z", "2026-11-20T12:60:00Z",
    "2016-12-31T23:59:60Z", "1969-12-31", "10000-01-01", "-026-11-20", "+026-11-20", "２０２６-11-20", "2026-11-20\n",
  ])
  func refusesWhatNoClockInUTCShows(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func writesWhatItReadsForEveryDayOfEightCenturies() throws {
    for day in stride(from: Int64(0), to: 292_194, by: 1) {
      let instant = Instant(seconds: day * 86_400 + day % 86_400)
      #expect(Instant(instant.description) == instant)
      #expect(Instant(instant.date)?.seconds == day * 86_400)
    }
  }

  @Test func staysWithinTheYearsThatCanBeWritten() {
    #expect(Instant.latest + TimeSpan(seconds: .max) == .latest)
    #expect(Instant.earliest - TimeSpan(seconds: .max) == .earliest)
    #expect(Instant(seconds: -1) == .earliest)
    #expect(Instant(seconds: 5).since(Instant(seconds: 9)) == TimeSpan(seconds: 0))
  }
}

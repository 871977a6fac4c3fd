public import BittingRuntime
internal import Glibc
internal import KeyModel

extension Moment {
  /// Now, by the system's clocks.
  public static var system: Moment {
    var (utc, steady) = (timespec(), timespec())
    unsafe clock_gettime(CLOCK_REALTIME, &utc)
    unsafe clock_gettime(CLOCK_MONOTONIC, &steady)
    return Moment(
      utc: Instant(seconds: Int64(utc.tv_sec)),
      steady: UInt64(steady.tv_sec) * 1_000_000_000 + UInt64(steady.tv_nsec))
  }
}

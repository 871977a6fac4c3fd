internal import Glibc
internal import KeyModel

/// The clocks of the machine.
enum WallClock {
  /// Now, in whole seconds of UTC.
  static var now: Instant { Instant(seconds: Int64(time(nil))) }

  /// Nanoseconds of a clock that never goes back.
  static var steady: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

internal import Glibc
internal import KeyModel

/// The clock on the wall.
enum WallClock {
  /// Now, in whole seconds of UTC.
  static var now: Instant { Instant(seconds: Int64(time(nil))) }
}

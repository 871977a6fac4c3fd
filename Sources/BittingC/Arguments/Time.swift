internal import BittingRuntime
internal import CBitting
internal import CHost
internal import KeyModel

/// Now: as the caller gives it with `BITTING_TIME_GIVEN`, else by the system's clock.
@inline(__always)
func instant(_ flags: UInt32, _ utc: Int64) throws(CallFailure) -> Instant {
  guard flags & UInt32(BITTING_TIME_GIVEN) != 0 else { return Instant(seconds: chost_utc()) }
  let range = 0...UInt64(Instant.latest.seconds)
  guard range.contains(UInt64(bitPattern: utc)) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  return Instant(seconds: utc)
}

extension Moment {
  /// Now, by the system's clocks.
  static var byTheSystem: Moment { Moment(utc: Instant(seconds: chost_utc()), steady: chost_steady()) }
}

/// The same by both clocks.
@inline(__always)
func moment(_ flags: UInt32, _ utc: Int64, _ steady: UInt64) throws(CallFailure) -> Moment {
  let instant = try instant(flags, utc)
  return Moment(utc: instant, steady: flags & UInt32(BITTING_TIME_GIVEN) != 0 ? steady : chost_steady())
}

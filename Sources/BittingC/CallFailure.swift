internal import BittingRuntime
internal import CBitting

/// Why a call does not do what it was asked to.
struct CallFailure: Error {
  /// What the caller is told.
  let status: bitting_status

  init(_ status: bitting_status) {
    self.status = status
  }

  /// The failure with the same number in C.
  init(_ failure: OpenFailure) {
    status = bitting_status(rawValue: UInt32(failure.rawValue))
  }
}

/// What a call of `body` comes to.
func status(_ body: () throws(CallFailure) -> Void) -> bitting_status {
  do {
    try body()
    return BITTING_OK
  } catch {
    return error.status
  }
}

public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_close(_ handle: UInt64) -> bitting_status {
  status { () throws(CallFailure) in
    switch HandleNumber(rawValue: handle).kind {
    // What was removed is let go of after the lock.
    case .authorizer:
      _ = try Registry.locked { (registry) throws(CallFailure) in
        let service = try registry.services.remove(handle)
        AuthorizerPlaces.close(handle)
        return service
      }
    case .update:
      _ = try Registry.locked { (registry) throws(CallFailure) in try registry.updates.remove(handle) }
    case nil:
      throw CallFailure(BITTING_INVALID_HANDLE)
    }
  }
}

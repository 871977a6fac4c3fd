public import CBitting
internal import Sodium

/// `bitting.h` says what it does.
@c @implementation
public func bitting_create(
  _ options: UnsafePointer<bitting_options>!, _ authorizer: UnsafeMutablePointer<bitting_authorizer>!
) -> bitting_status {
  status { () throws(CallFailure) in
    let authorizer = try unsafe HandleResult(authorizer)
    try checkMemory()
    let options = try unsafe bitting_options(reading: options)
    // Under the lock, so that no fork comes in between: libsodium is made ready once.
    guard try Registry.locked({ _ in Sodium.initialize() }) else { throw CallFailure(BITTING_NO_RANDOMNESS) }
    let service = try unsafe Service.make(options)
    authorizer.set(
      try Registry.locked { (registry) throws(CallFailure) in
        let handle = try registry.services.add(service)
        AuthorizerPlaces.open(handle)
        return handle
      })
  }
}

public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_next_state(
  _ update: bitting_update, _ buffer: UnsafeMutableRawPointer!, _ capacity: Int, _ length: UnsafeMutablePointer<Int>!
) -> bitting_status {
  status { () throws(CallFailure) in
    let result = try unsafe BytesResult(buffer, capacity, length)
    try result.set(Registry.locked { (registry) throws(CallFailure) in try registry.updates.object(update).state })
  }
}

public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_next_state(
  _ update: bitting_update, _ buffer: UnsafeMutableRawPointer!, _ capacity: Int, _ length: UnsafeMutablePointer<Int>!
) -> bitting_status {
  status { () throws(CallFailure) in
    _ = try unsafe checked(UnsafePointer(length))
    unsafe length.pointee = 0
    guard unsafe buffer != nil || capacity == 0 else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    let state = try Registry.locked { (registry) throws(CallFailure) in try registry.updates.object(update).state }
    unsafe length.pointee = state.count
    guard UInt(bitPattern: capacity) >= UInt(state.count) else { throw CallFailure(BITTING_BUFFER_TOO_SMALL) }
    unsafe state.withUnsafeBytes { unsafe buffer.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
  }
}

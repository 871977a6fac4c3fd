internal import CBitting
internal import CHost

/// Where a call puts the handle that it makes; there is none until it is set.
@safe
struct HandleResult {
  private let pointer: UnsafeMutablePointer<UInt64>

  init(_ pointer: UnsafeMutablePointer<UInt64>?) throws(CallFailure) {
    unsafe self.pointer = try unsafe UnsafeMutablePointer(mutating: checked(UnsafePointer(pointer)))
    set(0)
  }

  func set(_ handle: UInt64) { unsafe pointer.pointee = handle }
}

/// Fails where memory is so short that the next small allocation could fail: Swift ends the process then.
///
/// The payload of a bundle is asked for where it can be refused; `count` bytes more are for what else the call may need.
func checkMemory(for count: Int = 0) throws(CallFailure) {
  guard chost_has_memory((1 << 20) + count) != 0 else { throw CallFailure(BITTING_NO_MEMORY) }
}

internal import CBitting

/// Where a caller wants bytes, of which it may not know how many there are.
@safe
struct BytesResult {
  private let buffer: UnsafeMutableRawPointer?
  private let capacity: Int
  private let length: UnsafeMutablePointer<Int>

  /// Checks the places, and sets the length to 0.
  init(
    _ buffer: UnsafeMutableRawPointer?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?
  ) throws(CallFailure) {
    _ = try unsafe checked(UnsafePointer(length))
    guard let length = unsafe length else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    unsafe length.pointee = 0
    guard unsafe buffer != nil || capacity == 0 else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    unsafe (self.buffer, self.capacity, self.length) = (buffer, capacity, length)
  }

  /// Tells how many `bytes` there are, and copies them; fails if there is no room for all.
  func set(_ bytes: [UInt8]) throws(CallFailure) {
    unsafe length.pointee = bytes.count
    // A capacity beyond half of the address space looks negative.
    guard UInt(bitPattern: capacity) >= UInt(bytes.count) else { throw CallFailure(BITTING_BUFFER_TOO_SMALL) }
    unsafe bytes.withUnsafeBytes { unsafe buffer?.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
  }
}

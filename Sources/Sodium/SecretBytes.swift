internal import CSodium

/// Bytes that nobody else may see: guarded memory outside the heap, kept from swap where the system lets it, and
/// wiped when the last reference goes.
///
/// The contents are written once, by the initializer, and are read-only memory from then on; that makes the value
/// safe to share between threads. Printing it shows `<redacted>`. Running out of memory ends the process, as it does
/// for every other allocation in Swift.
@safe
public final class SecretBytes: @unchecked Sendable, CustomStringConvertible {
  // Invariant: nothing writes behind `start` once `init` has returned, which is what `@unchecked Sendable` relies on.
  private let start: UnsafeMutablePointer<UInt8>
  /// How many bytes there are.
  public let count: Int

  /// Room for `count` bytes, zeroed, then filled by `fill`, which is handed the first of them.
  package convenience init(count: Int, filling fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    self.init(zeroed: count)
    unsafe fill(start)
    unsafe sodium_mprotect_readonly(start)
  }

  /// The same; `nil`, with all of it wiped, where `fill` returns `false`.
  package static func ifValid(count: Int, filling fill: (UnsafeMutablePointer<UInt8>) -> Bool) -> SecretBytes? {
    var isValid = false
    let bytes = unsafe SecretBytes(count: count) { start in isValid = unsafe fill(start) }
    return isValid ? bytes : nil
  }

  /// A copy of `bytes`, whose owner has to wipe the original.
  public convenience init(copying bytes: Span<UInt8>) {
    unsafe self.init(count: bytes.count) { storage in
      for index in bytes.indices { unsafe storage[index] = bytes[index] }
    }
  }

  private init(zeroed count: Int) {
    Sodium.initialize()
    guard let memory = unsafe sodium_malloc(count) else { preconditionFailure("out of memory") }
    unsafe start = memory.bindMemory(to: UInt8.self, capacity: count)
    unsafe start.initialize(repeating: 0, count: count)
    self.count = count
  }

  deinit {
    unsafe sodium_free(start)
  }

  /// Always `<redacted>`.
  public var description: String { "<redacted>" }

  /// Lends the bytes to `body`; they must not be copied to where nobody wipes them.
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeBufferPointer(start: start, count: count).span)
  }
}

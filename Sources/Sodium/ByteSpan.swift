extension Span<UInt8> {
  /// Whether these are exactly the UTF-8 bytes of `text`.
  package func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  /// Whether the UTF-8 bytes of `text` stand at the beginning.
  package func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where unsafe self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// A copy of these bytes.
  package var array: [UInt8] {
    unsafe withUnsafeBufferPointer { buffer in unsafe [UInt8](buffer) }
  }

  /// Lends the address of the first byte, or of some other byte where there are none: C functions that take a
  /// length beside an address still want one that is not null.
  package func withPointer<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeBufferPointer { buffer throws(Failure) in
      guard let start = buffer.baseAddress else {
        var nothing: UInt8 = 0
        return try unsafe body(&nothing)
      }
      return try unsafe body(start)
    }
  }
}

extension [UInt8] {
  /// The UTF-8 bytes of `text`. Unlike those of a `String`, they cost a library for C nothing beside themselves.
  package init(_ text: StaticString) {
    self = unsafe Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

internal import CBitting
internal import KeyModel

/// Copies texts one behind the other to a caller's buffer, each with a NUL, until one does not fit.
@safe
struct TextWriter {
  private let start: UnsafeMutablePointer<CChar>?
  private let capacity: Int
  /// The room that all texts need.
  private(set) var needed = 0

  init(_ start: UnsafeMutablePointer<CChar>?, capacity: Int) {
    unsafe self.start = start
    self.capacity = capacity
  }

  /// Where `text` stands now; nothing for no text, or where there is no room.
  mutating func write(_ text: Span<UInt8>?) -> bitting_text {
    guard let text, let place = place(for: text.count) else { return bitting_text() }
    for index in text.indices { put(text[index], at: Int(place.offset) + index) }
    return place
  }

  /// The same for the eight characters of `handle`.
  mutating func write(_ handle: Handle?) -> bitting_text {
    guard let handle, let place = place(for: Handle.length) else { return bitting_text() }
    for index in 0..<Handle.length {
      put(UInt8(truncatingIfNeeded: handle.packed >> UInt64(56 - 8 * index)), at: Int(place.offset) + index)
    }
    return place
  }

  /// Room for a text of `count` bytes with its NUL, if it and all before it fit.
  private mutating func place(for count: Int) -> bitting_text? {
    let offset = needed
    needed += count + 1
    guard needed <= capacity else { return nil }
    put(0, at: offset + count)
    return bitting_text(offset: UInt32(offset), length: UInt32(count))
  }

  /// Invariant: `index` is within a place, so there is a buffer.
  private func put(_ byte: UInt8, at index: Int) { unsafe start.unsafelyUnwrapped[index] = CChar(bitPattern: byte) }
}

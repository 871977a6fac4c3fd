internal import CBitting
internal import KeyModel

/// Copies texts one behind the other to a caller's buffer, each with a NUL, until one does not fit.
@safe
struct TextWriter {
  private let start: UnsafeMutablePointer<CChar>?
  private let capacity: Int
  /// The room that all texts need.
  private(set) var needed = 0

  /// Whether anybody wants texts. They lie far apart in a bundle, so whoever does not is spared looking them up.
  var isWanted: Bool { unsafe start != nil }

  init(_ start: UnsafeMutablePointer<CChar>?, capacity: Int) {
    unsafe self.start = start
    self.capacity = capacity
  }

  /// Where `text` stands now; nothing for no text, or where there is no room.
  @_optimize(speed)
  mutating func write(_ text: Span<UInt8>?) -> bitting_text {
    guard let text, let place = place(for: text.count) else { return bitting_text() }
    unsafe text.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe address(of: place).copyMemory(from: start, byteCount: bytes.count)
    }
    return place
  }

  /// The same for the eight characters of `handle`.
  @_optimize(speed)
  mutating func write(_ handle: Handle?) -> bitting_text {
    guard let handle, let place = place(for: Handle.length) else { return bitting_text() }
    unsafe address(of: place).storeBytes(of: handle.packed.bigEndian, as: UInt64.self)
    return place
  }

  /// Room for a text of `count` bytes, with its NUL behind it, if it and all before it fit.
  @inline(__always)
  private mutating func place(for count: Int) -> bitting_text? {
    let offset = needed
    needed += count + 1
    guard needed <= capacity else { return nil }
    let place = bitting_text(offset: UInt32(offset), length: UInt32(count))
    unsafe address(of: place).storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
    return place
  }

  /// Invariant: there is a buffer where there is a place.
  @unsafe
  private func address(of place: bitting_text) -> UnsafeMutableRawPointer {
    unsafe UnsafeMutableRawPointer(start.unsafelyUnwrapped) + Int(place.offset)
  }
}

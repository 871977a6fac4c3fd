/// What most short texts differ in: the length, and the first, the middle and the last byte.
struct TextTag: Equatable {
  private let bits: UInt32

  /// The tag of what is no text, and of the empty one.
  static let none = TextTag(bits: 0)

  private init(bits: UInt32) {
    self.bits = bits
  }

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard let last = unsafe text.last else {
      self = .none
      return
    }
    let (first, middle) = unsafe (text[0], text[text.count / 2])
    let length = UInt32(truncatingIfNeeded: text.count)
    bits = length << 24 ^ UInt32(first) << 16 | UInt32(middle) << 8 | UInt32(last)
  }

  @inline(__always)
  init(_ text: StaticString) {
    unsafe self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// One bit of 64, which few other tags have.
  var mark: UInt64 { 1 << UInt64((bits &* 0x9E37_79B1) >> 26) }
}

/// Text that is compared, hashed and ordered by its UTF-8 bytes.
///
/// `String` compares canonical equivalence, under which texts that differ can be equal.
public struct Text: Hashable, Comparable, Sendable, CustomStringConvertible {
  #if hasFeature(Embedded)
    // Without a string in every name, a library for C has no part of the machinery of strings in it.
    /// The text's bytes.
    public let utf8: [UInt8]

    /// The text.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// `string`, to be compared by its bytes.
    public init(_ string: String) {
      utf8 = Array(string.utf8)
    }

    /// A copy of `bytes`.
    public init(copying bytes: Span<UInt8>) {
      utf8 = bytes.indices.map { bytes[$0] }
    }
  #else
    /// The text.
    public let string: String

    /// The text's bytes.
    public var utf8: String.UTF8View { string.utf8 }

    /// `string`, to be compared by its bytes.
    public init(_ string: String) {
      self.string = string
    }

    /// A copy of `bytes`; those that are not UTF-8 are replaced.
    public init(copying bytes: Span<UInt8>) {
      string = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  #endif

  /// A copy of `bytes`, where there are any to copy.
  public init?(copying bytes: Span<UInt8>?) {
    guard let bytes else { return nil }
    self.init(copying: bytes)
  }

  /// The text itself.
  public var description: String { string }

  /// Whether both have the same bytes.
  public static func == (one: Text, other: Text) -> Bool {
    let bytes = one.utf8.span
    return bytes.equals(other)
  }

  /// The order of the bytes.
  public static func < (one: Text, other: Text) -> Bool {
    let (first, second) = (one.utf8.span, other.utf8.span)
    return first.precedes(second)
  }

  /// Feeds the bytes and a terminator to `hasher`.
  public func hash(into hasher: inout Hasher) {
    let bytes = utf8.span
    unsafe bytes.withUnsafeBufferPointer { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension Span where Element == UInt8 {
  /// Whether these bytes come before those of `other`; what `other` begins with does.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
      return self[index] < other[index]
    }
    return count < other.count
  }

  /// Whether these are the bytes of `text`.
  package func equals(_ text: Text) -> Bool {
    let bytes = text.utf8.span
    guard count == bytes.count else { return false }
    for index in indices where self[index] != bytes[index] { return false }
    return true
  }
}

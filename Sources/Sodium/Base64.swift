internal import CSodium

/// Standard base64 in its canonical form only, so that one value has exactly one text (RFC 4648, §4 and §3.5).
package enum Base64: Sendable {
  /// With `=` at the end, as minisign and PEM write it.
  case padded
  /// Without `=`, as the age header writes it.
  case unpadded

  /// The bytes `text` stands for; `nil` for any other character, missing or surplus padding, stray bits or blanks.
  package func decode(_ text: Span<UInt8>) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
    guard let count = unsafe decode(text, into: &bytes, capacity: bytes.count) else { return nil }
    bytes.removeSubrange(count...)
    return bytes
  }

  /// Decodes into `destination`, without a copy elsewhere; how many bytes that were, or `nil` where `decode(_:)` has
  /// it and where they are more than `capacity`.
  package func decode(_ text: Span<UInt8>, into destination: UnsafeMutablePointer<UInt8>, capacity: Int) -> Int? {
    // libsodium 1.0.18 takes `+` and `/` with their highest bit set for themselves.
    for index in text.indices where text[index] >= 0x80 { return nil }
    return unsafe text.withPointer { start in
      let characters = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
      var count = 0
      var end: UnsafePointer<CChar>?
      let status = unsafe sodium_base642bin(
        destination, capacity, characters, text.count, nil, &count, &end, variant)
      return unsafe status == 0 && end == characters + text.count ? count : nil
    }
  }

  /// The text of `bytes`, without line breaks.
  package func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    let size = encodedCount(of: bytes.count)
    // libsodium puts a zero byte behind the text.
    var text = [UInt8](repeating: 0, count: size + 1)
    unsafe text.withUnsafeMutableBytes { unsafe encode(bytes, into: $0) }
    text.removeLast()
    return text
  }

  /// Writes the text of `bytes` and a zero byte after it; `buffer` has room for `encodedCount(of:)` bytes and one.
  package func encode(_ bytes: Span<UInt8>, into buffer: UnsafeMutableRawBufferPointer) {
    guard let start = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return }
    _ = unsafe bytes.withPointer { unsafe sodium_bin2base64(start, buffer.count, $0, bytes.count, variant) }
  }

  /// How many characters `byteCount` bytes take.
  package func encodedCount(of byteCount: Int) -> Int {
    switch self {
    case .padded: (byteCount + 2) / 3 * 4
    case .unpadded: (byteCount * 4 + 2) / 3
    }
  }

  private var variant: Int32 {
    switch self {
    case .padded: sodium_base64_VARIANT_ORIGINAL
    case .unpadded: sodium_base64_VARIANT_ORIGINAL_NO_PADDING
    }
  }
}

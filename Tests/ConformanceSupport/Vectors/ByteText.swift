/// Bytes in JSON: a string stands for its UTF-8, and `{"hex": "2f00"}` for anything else.
package enum ByteText: Hashable, Codable, Sendable {
  case text(String)
  case hex([UInt8])

  /// The bytes that JSON shows best.
  package init(_ bytes: [UInt8]) {
    let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) }
    self = isPlain ? .text(String(decoding: bytes, as: UTF8.self)) : .hex(bytes)
  }

  /// The bytes.
  package var bytes: [UInt8] {
    switch self {
    case .text(let text): Array(text.utf8)
    case .hex(let bytes): bytes
    }
  }

  private enum Key: String, CodingKey { case hex }

  package init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    let digits = Array(try container.decode(String.self, forKey: .hex).utf8)
    let pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0..<min($0 + 2, digits.count)] }
    self = .hex(
      try pairs.map { pair in
        guard pair.count == 2, let byte = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) else {
          throw DecodingError.dataCorruptedError(forKey: .hex, in: container, debugDescription: "no hexadecimal digits")
        }
        return byte
      })
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .hex(let bytes):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(ByteText.digits(of: bytes), forKey: .hex)
    }
  }

  /// The hexadecimal digits of `bytes`.
  package static func digits(of bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

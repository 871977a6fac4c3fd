import Sodium

// `#expect` takes its operands apart and cannot hold a span, so these take arrays.

extension Base64 {
  func decode(_ text: [UInt8]) -> [UInt8]? { decode(text.span) }
  func encode(_ bytes: [UInt8]) -> [UInt8] { encode(bytes.span) }

  func decode(_ text: [UInt8], into destination: inout [UInt8], capacity: Int) -> Int? {
    unsafe decode(text.span, into: &destination, capacity: capacity)
  }
}

extension Hex {
  static func decode(_ text: [UInt8]) -> [UInt8]? { decode(text.span) }
  static func encode(_ bytes: [UInt8]) -> [UInt8] { encode(bytes.span) }
}

extension LineCursor {
  mutating func next(in bytes: [UInt8], limit: Int) -> Range<Int>? { next(in: bytes.span, limit: limit) }
}

func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { constantTimeEqual(left.span, right.span) }

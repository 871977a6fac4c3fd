extension Address: ParsableText, CustomStringConvertible {
  /// The address that `text` writes: four decimal numbers without leading zeros, or the IPv6 forms of RFC 4291, section
  /// 2.2; nil for anything else, a zone included.
  public init?(parsing text: Span<UInt8>) {
    if text.firstIndex(of: 0x3A) == nil {
      guard let v4 = Address.v4(text) else { return nil }
      self.init(v4: v4)
      return
    }
    guard let groups = Address.groups(text) else { return nil }
    func half(_ start: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in start..<(start + 4) { value = value << 16 | UInt64(groups[index]) }
      return value
    }
    self.init(high: half(0), low: half(4))
  }

  private static func v4(_ text: Span<UInt8>) -> UInt32? {
    guard text.count <= 15 else { return nil }
    var (value, parts, start): (UInt32, Int, Int) = (0, 0, 0)
    for index in 0...text.count where index == text.count || text[index] == 0x2E {
      guard let part = text.extracting(start..<index).decimal, part < 256, parts < 4 else { return nil }
      value = value << 8 | UInt32(part)
      parts += 1
      start = index + 1
    }
    return parts == 4 ? value : nil
  }

  /// The eight groups; `::` stands for one or more groups of zero and once at most.
  #if hasFeature(Embedded)
    @_optimize(size)
  #endif
  private static func groups(_ text: Span<UInt8>) -> InlineArray<8, UInt16>? {
    guard text.count <= 45 else { return nil }
    var parser = GroupParser()
    var index = 0
    if text.count >= 2, text[0] == 0x3A {
      guard text[1] == 0x3A else { return nil }
      parser.gap = 0
      index = 2
    }
    while index < text.count {
      var end = index
      while end < text.count, text[end] != 0x3A { end += 1 }
      guard parser.take(text.extracting(index..<end), isLast: end == text.count) else { return nil }
      guard end < text.count else { return parser.finished }
      index = end + 1
      if index < text.count, text[index] == 0x3A {
        guard parser.gap == nil else { return nil }
        parser.gap = parser.count
        index += 1
      } else if index == text.count {
        return nil
      }
    }
    return parser.finished
  }

  /// Groups as they come, and where `::` stood.
  private struct GroupParser {
    var groups = InlineArray<8, UInt16>(repeating: 0)
    var count = 0
    var gap: Int?

    #if hasFeature(Embedded)
      @_optimize(size)
    #endif
    mutating func take(_ text: Span<UInt8>, isLast: Bool) -> Bool {
      if isLast, text.firstIndex(of: 0x2E) != nil {
        guard let v4 = Address.v4(text) else { return false }
        return append(UInt16(truncatingIfNeeded: v4 >> 16)) && append(UInt16(truncatingIfNeeded: v4))
      }
      guard (1...4).contains(text.count) else { return false }
      var value: UInt16 = 0
      for index in text.indices {
        guard let digit = ASCII.hexValue(text[index]) else { return false }
        value = value << 4 | UInt16(digit)
      }
      return append(value)
    }

    #if hasFeature(Embedded)
      @_optimize(size)
    #endif
    private mutating func append(_ group: UInt16) -> Bool {
      guard count < 8 else { return false }
      groups[count] = group
      count += 1
      return true
    }

    var finished: InlineArray<8, UInt16>? {
      guard let gap else { return count == 8 ? groups : nil }
      guard count < 8 else { return nil }
      var result = InlineArray<8, UInt16>(repeating: 0)
      for index in 0..<gap { result[index] = groups[index] }
      for index in gap..<count { result[8 - count + index] = groups[index] }
      return result
    }
  }

  /// The canonical text: dotted for IPv4, RFC 5952 for IPv6.
  public var description: String {
    guard !isV4 else {
      return "\(low >> 24 & 255).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: ($0 < 4 ? high : low) >> UInt64(48 - 16 * ($0 % 4))) }
    guard let gap = Address.longestZeros(groups) else { return Address.joined(groups[...]) }
    return Address.joined(groups[..<gap.lowerBound]) + "::" + Address.joined(groups[gap.upperBound...])
  }

  /// The first longest run of at least two groups of zero.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      var end = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }

  private static func joined(_ groups: ArraySlice<UInt16>) -> String {
    var text = ""
    for group in groups {
      if !text.isEmpty { text += ":" }
      text += String(group, radix: 16)
    }
    return text
  }
}

internal import KeyModel

/// Gives each of a few texts that come over and over a number, counted from 0.
struct TextNumbers {
  private var texts: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []
  /// The number of the first text with a tag, by ``slot(_:)``: what most texts are found by.
  private var first = [UInt32?](repeating: nil, count: 64)
  /// The numbers by hash; the hash has a secret that differs in each run, so nobody can write texts that collide.
  private var numbers: [Int: UInt32] = [:]

  /// The number of `text`; nil if it has none yet.
  func number(of text: Span<UInt8>) -> UInt32? {
    // Nothing in the slot: no text with this tag came by.
    guard let first = first[TextNumbers.slot(text)] else { return nil }
    if isSame(Int(first), text) { return first }
    var hash = TextNumbers.hash(text)
    while let number = numbers[hash] {
      if isSame(Int(number), text) { return number }
      hash &+= 1
    }
    return nil
  }

  /// Gives `text`, which has none yet, the next number.
  mutating func add(_ text: Span<UInt8>) -> UInt32 {
    let number = UInt32(ends.count)
    unsafe text.withUnsafeBufferPointer { text in unsafe texts.append(contentsOf: text) }
    ends.append(texts.count)
    let slot = TextNumbers.slot(text)
    if first[slot] == nil { first[slot] = number }
    var hash = TextNumbers.hash(text)
    while numbers[hash] != nil { hash &+= 1 }
    numbers[hash] = number
    return number
  }

  private func isSame(_ number: Int, _ text: Span<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    return texts.span.extracting(start..<ends[number]).equals(text)
  }

  /// A number below 64 that comes from what most texts differ in: their length and some of their bytes.
  private static func slot(_ text: Span<UInt8>) -> Int {
    guard !text.isEmpty else { return 0 }
    let bytes = (UInt32(text[0]), UInt32(text[text.count / 2]), UInt32(text[text.count - 1]))
    let tag = UInt32(truncatingIfNeeded: text.count) << 24 ^ bytes.0 << 16 ^ bytes.1 << 8 ^ bytes.2
    return Int((tag &* 0x9E37_79B1) >> 26)
  }

  private static func hash(_ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}

internal import KeyModel

/// Gives each of a few texts that come over and over a number, counted from 0.
struct TextNumbers {
  private var texts: [UInt8] = []
  /// What most texts differ in: their length and some of their bytes.
  private var tags: [UInt32] = []
  /// Where each text ends.
  private var ends: [Int] = []
  /// The numbers by hash; the hash has a secret that differs in each run, so nobody can write texts that collide.
  private var numbers: [Int: UInt32] = [:]

  /// How many texts are looked at one by one, from the last on, before anything is hashed.
  private static let few = 16

  /// The number of `text`; nil if it has none yet.
  func number(of text: Span<UInt8>) -> UInt32? {
    let tag = TextNumbers.tag(text)
    for number in (max(0, tags.count - TextNumbers.few)..<tags.count).reversed()
    where tags[number] == tag && isSame(number, text) {
      return UInt32(number)
    }
    guard ends.count > TextNumbers.few else { return nil }
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
    tags.append(TextNumbers.tag(text))
    var hash = TextNumbers.hash(text)
    while numbers[hash] != nil { hash &+= 1 }
    numbers[hash] = number
    return number
  }

  private func isSame(_ number: Int, _ text: Span<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    return texts.span.extracting(start..<ends[number]).equals(text)
  }

  private static func tag(_ text: Span<UInt8>) -> UInt32 {
    guard !text.isEmpty else { return 0 }
    let bytes = (UInt32(text[0]), UInt32(text[text.count / 2]), UInt32(text[text.count - 1]))
    return UInt32(truncatingIfNeeded: text.count) << 24 ^ bytes.0 << 16 ^ bytes.1 << 8 ^ bytes.2
  }

  private static func hash(_ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}

/// What other readers take a plain scalar for.
enum YAMLImplicitType {
  /// Whether a reader of YAML 1.1 or 1.2 takes `text` for a null, a boolean or a number (yaml.org/type; YAML 1.2,
  /// §10.3).
  static func isNotText(_ text: String) -> Bool {
    let bytes = Array(text.utf8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if words.contains(where: { $0.utf8.elementsEqual(bytes) }) { return true }
    var number = Number(bytes)
    return number.isWhole()
  }

  private static let words = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".nan", ".inf", "+.inf", "-.inf",
  ]

  /// A reader of numbers in lower case.
  private struct Number {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    /// Whether the text is a number from its beginning to its end.
    mutating func isWhole() -> Bool {
      _ = skip { $0 == 0x2B || $0 == 0x2D }
      return isPrefixed() || isDecimal()
    }

    /// `0x1f`, `0o17`, `0b1`.
    private func isPrefixed() -> Bool {
      guard bytes.count > place + 2, bytes[place] == 0x30, [0x78, 0x6F, 0x62].contains(bytes[place + 1]) else {
        return false
      }
      return bytes[(place + 2)...].allSatisfy { Self.isDigit($0) || (0x61...0x66).contains($0) }
    }

    /// `1_000`, `1.5e-3`, `.5`, and `1:20:30`, which YAML 1.1 reads in base 60.
    private mutating func isDecimal() -> Bool {
      let whole = skipAll(Self.isDigit)
      while whole > 0, place + 1 < bytes.count, bytes[place] == 0x3A, Self.isDigit(bytes[place + 1]) {
        place += 1
        _ = skipAll(Self.isDigit)
      }
      let fraction = skip { $0 == 0x2E } ? skipAll(Self.isDigit) : 0
      guard whole + fraction > 0 else { return false }
      if skip({ $0 == 0x65 }) {
        _ = skip { $0 == 0x2B || $0 == 0x2D }
        guard skipAll(Self.isDigit) > 0 else { return false }
      }
      return place == bytes.count
    }

    private mutating func skip(_ isWanted: (UInt8) -> Bool) -> Bool {
      guard place < bytes.count, isWanted(bytes[place]) else { return false }
      place += 1
      return true
    }

    private mutating func skipAll(_ isWanted: (UInt8) -> Bool) -> Int {
      let start = place
      while skip(isWanted) {}
      return place - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x5F }
  }
}

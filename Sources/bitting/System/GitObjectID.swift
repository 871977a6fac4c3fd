internal import KeyModel

/// The name of a git object: 40 hexadecimal digits, or 64 in a repository of the newer format.
///
/// Its digits are kept as numbers: a review looks at each file of two revisions.
struct GitObjectID: Hashable {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64
  private let isLong: Bool

  /// The name that `digits` write; nil if there is something else.
  init?(_ digits: Span<UInt8>) {
    guard digits.count == 40 || digits.count == 64 else { return nil }
    isLong = digits.count == 64
    guard let first = GitObjectID.number(digits, 0), let second = GitObjectID.number(digits, 16),
      let third = GitObjectID.number(digits, 32), let fourth = GitObjectID.number(digits, 48)
    else { return nil }
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
  }

  /// The name that stands alone on a line; nil if there is something else.
  init?(line: [UInt8]) {
    let end = line.last == 0x0A ? line.count - 1 : line.count
    self.init(line.span.extracting(0..<end))
  }

  /// What at most sixteen digits from `start` on write, 0 behind the last one.
  private static func number(_ digits: Span<UInt8>, _ start: Int) -> UInt64? {
    var number: UInt64 = 0
    for place in start..<max(start, min(start + 16, digits.count)) {
      let digit = digits[place]
      switch digit {
      case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: number = number << 4 | UInt64(digit - 0x61 + 10)
      default: return nil
      }
    }
    return number
  }

  /// The digits.
  var text: String {
    let words =
      isLong ? [(first, 16), (second, 16), (third, 16), (fourth, 16)] : [(first, 16), (second, 16), (third, 8)]
    return words.map { number, digits in
      let written = String(number, radix: 16)
      return String(repeating: "0", count: digits - written.utf8.count) + written
    }.joined()
  }

  /// Enough of it for people.
  var short: String { String(text.prefix(10)) }
}

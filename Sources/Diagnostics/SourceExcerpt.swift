/// One line of a file, or what stands around the place of interest in a very long one, with its secrets cut.
public struct SourceExcerpt: Hashable, Sendable {
  /// What stands before the place, as in the file.
  public let before: String
  /// The place itself, up to the end of its line; empty where something is missing.
  public let marked: String
  /// What stands after it.
  public let after: String
  /// Whether the line goes on to the left of ``before``, and to the right of ``after``.
  public let isCutBefore: Bool
  /// See ``isCutBefore``.
  public let isCutAfter: Bool

  /// How many bytes of a line are shown before the place, and from its beginning on.
  static let reach = (before: 80, after: 120)

  /// What `line`, a range of `bytes`, looks like around `place`; `secrets` are all those in `bytes`, in order.
  init(of bytes: [UInt8], line: Range<Int>, place: Range<Int>, secrets: [Range<Int>]) {
    let place = place.clamped(to: line)
    var window = line
    if line.count > Self.reach.before + Self.reach.after {
      let low = max(line.lowerBound, place.lowerBound - Self.reach.before)
      let high = min(line.upperBound, place.lowerBound + Self.reach.after)
      window = Self.lower(low, of: bytes, in: line)..<Self.lower(high, of: bytes, in: line)
    }
    // A secret is in or out as a whole, so that no part of it is taken for harmless text.
    window = Self.including(secrets, window)
    let marked = Self.including(secrets, place.clamped(to: window))
    before = Self.text(bytes, window.lowerBound..<marked.lowerBound)
    self.marked = Self.text(bytes, marked)
    after = Self.text(bytes, marked.upperBound..<window.upperBound)
    isCutBefore = window.lowerBound > line.lowerBound
    isCutAfter = window.upperBound < line.upperBound
  }

  /// The nearest start of a character at or before `place`.
  private static func lower(_ place: Int, of bytes: [UInt8], in line: Range<Int>) -> Int {
    var place = place
    while place > line.lowerBound, place < line.upperBound, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// `range` with the whole of each secret that it holds a part of.
  private static func including(_ secrets: [Range<Int>], _ range: Range<Int>) -> Range<Int> {
    var (first, end) = (0, secrets.count)
    while first < end {
      let middle = (first + end) / 2
      if secrets[middle].upperBound <= range.lowerBound { first = middle + 1 } else { end = middle }
    }
    return secrets[first...].prefix { $0.lowerBound < range.upperBound }.reduce(range) { whole, secret in
      min(whole.lowerBound, secret.lowerBound)..<max(whole.upperBound, secret.upperBound)
    }
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    TokenRedactor.redact(String(decoding: bytes[range], as: UTF8.self))
  }
}

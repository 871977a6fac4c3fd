package import KeyModel

/// Reads words that are set apart by exactly one separator, in an order that is known.
package struct FieldCursor: ~Escapable {
  private let text: Span<UInt8>
  private let separator: UInt8
  /// Behind the last separator that was read; one past the text's count once a word was read that none follows.
  private var position = 0

  /// A cursor before the first word of `text`.
  @_lifetime(copy text)
  package init(_ text: Span<UInt8>, separator: UInt8) {
    self.text = text
    self.separator = separator
  }

  /// Whether the last word that was read ends the text.
  package var isAtEnd: Bool { position > text.count }
  /// Whether a separator after the last word that was read ends the text.
  package var isBehindLastSeparator: Bool { position == text.count }

  /// The next word; nil at the end, where even a word of no bytes is missing.
  @_lifetime(copy self)
  package mutating func next() -> Span<UInt8>? {
    guard position <= text.count else { return nil }
    let start = position
    var end = start
    while end < text.count, text[end] != separator { end += 1 }
    position = end + 1
    return text.extracting(start..<end)
  }

  /// The value of the next word, which must be `name=value`.
  @_lifetime(copy self)
  package mutating func next(_ name: StaticString) -> Span<UInt8>? {
    guard let word = next(), let equals = word.firstIndex(of: 0x3D) else { return nil }
    guard word.extracting(0..<equals).equals(name) else { return nil }
    return word.extracting((equals + 1)..<word.count)
  }

  /// The next word's value as `Value` reads it.
  package mutating func value<Value: ParsableText>(_ name: StaticString) -> Value? {
    guard let text = next(name) else { return nil }
    return Value(parsing: text)
  }

  /// The next word's value as an instant with its time of day: a bare date would be a second way to write one instant.
  package mutating func instant(_ name: StaticString) -> Instant? {
    guard let text = next(name), text.count == 20 else { return nil }
    return Instant(parsing: text)
  }

  /// What follows the last separator that was read.
  package var rest: Span<UInt8> {
    @_lifetime(copy self)
    get { text.extracting(min(position, text.count)..<text.count) }
  }
}

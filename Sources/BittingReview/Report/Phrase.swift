internal import Diagnostics

/// A piece of a report: words of ours, and words that users wrote, told apart so that each format can make the latter
/// harmless in its own way.
///
/// In a string literal, what is interpolated is the users'; a phrase that is interpolated keeps its own parts.
public struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// A run of words.
  public enum Part: Hashable, Sendable {
    /// Ours.
    case words(String)
    /// A user's; tokens are cut in it.
    case user(String)
  }

  /// The runs in order.
  public private(set) var parts: [Part]

  /// Nothing.
  public static let empty = Phrase(parts: [])

  init(parts: [Part]) {
    self.parts = parts
  }

  /// Words of ours.
  public init(stringLiteral value: String) {
    parts = value.isEmpty ? [] : [.words(value)]
  }

  /// What an interpolated literal says.
  public init(stringInterpolation: Interpolation) {
    parts = stringInterpolation.parts
  }

  /// Words of a user.
  static func user(_ text: String) -> Phrase { "\(text)" }

  /// Collects the parts of a literal.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Room for the parts of a literal.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Words of ours.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    /// A user's words.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.user(TokenRedactor.redact(value.description)))
    }

    /// A number is nobody's words.
    public mutating func appendInterpolation(_ value: Int) {
      parts.append(.words(String(value)))
    }

    /// Another phrase.
    public mutating func appendInterpolation(_ phrase: Phrase) {
      parts += phrase.parts
    }
  }

  /// Whether it says nothing.
  public var isEmpty: Bool { parts.isEmpty }

  /// All of it as it is, for formats that escape on their own.
  public var text: String {
    parts.map { part in
      switch part {
      case .words(let text), .user(let text): text
      }
    }.joined()
  }

  /// Both, one after the other.
  static func + (one: Phrase, other: Phrase) -> Phrase { Phrase(parts: one.parts + other.parts) }
}

extension Sequence where Element == Phrase {
  /// The phrases with `separator` between them.
  func joined(_ separator: String) -> Phrase {
    var parts: [Phrase.Part] = []
    for phrase in self {
      if !parts.isEmpty { parts.append(.words(separator)) }
      parts += phrase.parts
    }
    return Phrase(parts: parts)
  }
}

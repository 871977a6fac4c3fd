/// A value with one written form that is either right or wrong.
///
/// Parsing takes bytes, not a `String`: Swift's strings are equal when they are canonically equivalent, and what decides
/// about access has to tell a Kelvin sign from a K.
public protocol ParsableText: Sendable {
  /// The value that `text` writes; nil if it is not exactly of the form.
  init?(parsing text: Span<UInt8>)
}

extension ParsableText {
  /// The value that `text` writes; nil if it is not exactly of the form.
  public init?(_ text: String) {
    self.init(parsing: text.utf8.span)
  }
}

package import Diagnostics

/// A secret that stands in a file, whole.
package struct WrittenSecret: Sendable {
  /// What it is.
  package let kind: SecretPlace.Kind
  /// Where.
  package let span: SourceSpan
  /// All of a token; nothing of any other secret, because nobody asks for it.
  let token: [UInt8]

  /// The secrets in `bytes`, which are those of `file`, comments included.
  static func all(in bytes: Span<UInt8>, of file: FileID) -> [WrittenSecret] {
    SecretPlace.all(in: bytes).filter(\.isWhole).map { place in
      WrittenSecret(
        kind: place.kind,
        span: SourceSpan(file: file, start: place.range.lowerBound, end: place.range.upperBound),
        token: place.kind == .token ? place.range.map { bytes[$0] } : [])
    }
  }
}

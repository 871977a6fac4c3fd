package import Diagnostics

/// A token that stands in a file.
package struct WrittenToken: Sendable {
  /// Where.
  package let span: SourceSpan
  /// All of it. Tokens that overlap are one.
  let bytes: [UInt8]

  /// The tokens in `bytes`, which are those of `file`, comments included.
  static func all(in bytes: Span<UInt8>, of file: FileID) -> [WrittenToken] {
    TokenRedactor.ranges(in: bytes).map { range in
      WrittenToken(
        span: SourceSpan(file: file, start: range.lowerBound, end: range.upperBound),
        bytes: range.map { bytes[$0] })
    }
  }
}

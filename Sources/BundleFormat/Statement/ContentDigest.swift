public import KeyModel

/// BLAKE2b-256 of a payload: what a bundle says, whoever sealed it and when.
public struct ContentDigest: ParsableText, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest in `bytes`; nil unless there are 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// The digest in `bytes`, which are known to be 32.
  package init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The digest that 64 lower-case hexadecimal digits write; nil for any other text.
  public init?(parsing text: Span<UInt8>) {
    // The digests have one text; only what they are of differs.
    guard let digest = TokenDigest(parsing: text) else { return nil }
    bytes = digest.bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { TokenDigest(bytes: bytes.span)?.description ?? "" }
}

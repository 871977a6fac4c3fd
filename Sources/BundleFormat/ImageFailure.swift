/// Why bytes are not a payload that may be used.
public enum ImageFailure: Error, Hashable, Sendable {
  /// Another version of the format.
  case unsupportedVersion
  /// Anything else: a wrong magic, length, offset, count, index, order or padding.
  case corrupt
}

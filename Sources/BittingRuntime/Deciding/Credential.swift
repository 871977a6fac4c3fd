/// What a request offers as proof.
public enum Credential: ~Escapable {
  /// Nothing.
  case none
  /// One token's bytes.
  case token(Span<UInt8>)
  /// More than one: both headers, or one header twice.
  case several
}

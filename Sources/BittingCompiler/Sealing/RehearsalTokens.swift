public import KeyModel
internal import Sodium

/// Tokens that stand in for declared secrets, of which only the digests are known.
///
/// One digest has one token for as long as this value lives, so that bundles of two revisions can be asked with the same
/// token. A stand-in has the form of what it stands for: prefix, environment and handle, or the form of a token from
/// elsewhere.
public struct RehearsalTokens: Sendable {
  private var tokens: [TokenDigest: [UInt8]] = [:]

  /// No tokens yet.
  public init() {}

  /// The token that stands in for the secret with `digest`; nil for a digest that no bundle was rehearsed with.
  public subscript(digest: TokenDigest) -> [UInt8]? { tokens[digest] }

  /// The token that stands in for the secret with `digest`, made up now if it is the first time.
  ///
  /// So a key can be asked for on a service whose bundle it is not in.
  @discardableResult
  public mutating func token(
    for digest: TokenDigest, handle: Handle?, prefix: TokenPrefix, environment: EnvironmentName,
    using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let token = tokens[digest] ?? RehearsalTokens.token(handle, prefix, environment, &generator)
    tokens[digest] = token
    return token
  }

  /// The digest of that token.
  mutating func replacement(
    for digest: TokenDigest, handle: Handle?, prefix: TokenPrefix, environment: EnvironmentName,
    using generator: inout some RandomNumberGenerator
  ) -> TokenDigest {
    let token = token(for: digest, handle: handle, prefix: prefix, environment: environment, using: &generator)
    // Invariant: SHA-256 has 32 bytes, so the fallback is never taken.
    return TokenDigest(bytes: SHA256.hash(token.span).span) ?? digest
  }

  private static func token(
    _ handle: Handle?, _ prefix: TokenPrefix, _ environment: EnvironmentName,
    _ generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    guard let handle else {
      // No prefix of a project has a capital letter, so this is a token from elsewhere for every one of them.
      return Array("REHEARSAL-".utf8) + (0..<40).map { _ in Base62.randomCharacter(using: &generator) }
    }
    return Token(prefix: prefix, environment: environment, handle: handle, using: &generator).exposedBytes
  }
}

internal import AgeFile
internal import AgeWriting
internal import KeyModel
internal import Minisign
internal import MinisignSigning
internal import Sodium
internal import TestSupport

/// Signers, identities and tokens, by name. The same names have the same keys in every vector and every run.
struct Workshop {
  /// The tokens' prefix, which is the shared project's.
  let prefix: TokenPrefix

  /// The key of the signer `name`; one that claims the key id of another if `other` is given.
  func signer(_ name: String, as other: String? = nil) -> MinisignSecretKey {
    var generator = Workshop.generator(of: "signer \(name)")
    let key = MinisignSecretKey.generate(using: &generator)
    guard let other else { return key }
    let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return MinisignSecretKey(keyID: signer(other).publicKey.keyID, seed: seed.span)
  }

  /// The identity `name`.
  func identity(_ name: String) -> AgeIdentity {
    var generator = Workshop.generator(of: "identity \(name)")
    return AgeIdentity.generate(using: &generator)
  }

  /// The token with `handle` in `environment`.
  func token(_ handle: Handle, _ environment: EnvironmentName) -> [UInt8] {
    var generator = Workshop.generator(of: "token \(environment) \(handle)")
    return Token(prefix: prefix, environment: environment, handle: handle, using: &generator).exposedBytes
  }

  /// The digest of a token's bytes.
  static func digest(of token: [UInt8]) -> TokenDigest {
    // Invariant: SHA-256 has 32 bytes.
    TokenDigest(bytes: SHA256.hash(token.span).span) ?? TokenDigest(words: (0, 0, 0, 0))
  }

  /// What is drawn for something that has a name: SplitMix64 from the FNV-1a hash of the name.
  static func generator(of name: String) -> SeededGenerator {
    SeededGenerator(
      seed: name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }
}

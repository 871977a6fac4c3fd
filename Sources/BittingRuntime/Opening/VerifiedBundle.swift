public import BundleFormat
internal import KeyModel
public import Minisign

/// A bundle whose statement and bytes enough trusted signers have signed.
public struct VerifiedBundle: ~Escapable {
  /// What the signers state.
  public let statement: BundleStatement
  /// The trusted keys that have signed.
  public let signers: [MinisignPublicKey]
  let ciphertext: Span<UInt8>

  /// `bundle`, once its signatures hold; fails with `bad-signature`, `untrusted-signer`, `too-few-signers`, `malformed`
  /// or `unsupported-version`.
  ///
  /// The statement is not looked at before the signatures hold.
  @_lifetime(copy bundle)
  public init(_ bundle: borrowing SealedBundle, trusting trust: Trust) throws(OpenFailure) {
    try self.init(bundle, trusting: trust) { ciphertext in MinisignPrehash(of: ciphertext) }
  }

  /// The same, with the ciphertext hashed by `hash`.
  @_lifetime(copy bundle)
  init(
    _ bundle: borrowing SealedBundle, trusting trust: Trust, hashing hash: (Span<UInt8>) -> MinisignPrehash
  ) throws(OpenFailure) {
    guard bundle.isSignedByAnybody(of: trust) else { throw .untrustedSigner }
    let prehash = hash(bundle.ciphertext)
    signers = try bundle.signers(trusting: trust) { signature, key in
      (try? signature.verify(prehash, with: key)) != nil
    }
    statement = try bundle.statement
    ciphertext = bundle.ciphertext
  }
}

extension SealedBundle {
  /// Whether it is known before its bytes are hashed that, if the signatures hold, nothing else about the signers and what
  /// they state is wrong.
  ///
  /// The trusted comment has a signature of its own. Whoever never had such a signature cannot have a validator do more
  /// than hash.
  func isPromising(
    trusting trust: Trust, for audience: Audience, after mark: HighWater?, at now: Instant
  ) -> Bool {
    do throws(OpenFailure) {
      _ = try signers(trusting: trust) { signature, key in signature.coversTrustedComment(by: key) }
      try statement.check(for: audience, after: mark, at: now)
      return true
    } catch {
      return false
    }
  }

  /// Whether there is a signature under the key id of a trusted key.
  fileprivate func isSignedByAnybody(of trust: Trust) -> Bool {
    signatures.contains { signature in trust.signers.contains { $0.keyID == signature.keyID } }
  }

  /// The distinct trusted keys with which signatures hold, as many as `trust` asks for.
  ///
  /// Signatures under key ids that nobody trusted has are passed over: a signer who is new to others must not break the
  /// bundle for them. One under a trusted key id has to hold, even where enough others do: it is either damaged or an
  /// attempt, as a key id can be chosen at will.
  fileprivate func signers(
    trusting trust: Trust, where holds: (MinisignSignature, MinisignPublicKey) -> Bool
  ) throws(OpenFailure) -> [MinisignPublicKey] {
    var signers: [MinisignPublicKey] = []
    for signature in signatures {
      let candidates = trust.signers.filter { $0.keyID == signature.keyID }
      guard !candidates.isEmpty else { continue }
      // Two keys may have one id.
      guard let signer = candidates.first(where: { holds(signature, $0) }) else { throw .badSignature }
      if !signers.contains(signer) { signers.append(signer) }
    }
    guard !signers.isEmpty else { throw .untrustedSigner }
    guard signers.count >= trust.threshold else { throw .tooFewSigners }
    return signers
  }

  /// What the trusted comment states, whether it is true or not.
  fileprivate var statement: BundleStatement {
    get throws(OpenFailure) {
      let comment = signatures[0].trustedComment
      do {
        return try BundleStatement(parsing: comment.span)
      } catch {
        switch error {
        case .unsupportedVersion: throw .unsupportedVersion
        case .malformed: throw .malformed
        }
      }
    }
  }
}

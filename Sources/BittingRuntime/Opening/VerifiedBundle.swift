public import BundleFormat
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
    signers = try VerifiedBundle.signers(of: bundle, trust)
    guard !signers.isEmpty else { throw .untrustedSigner }
    guard signers.count >= trust.threshold else { throw .tooFewSigners }
    statement = try VerifiedBundle.statement(of: bundle)
    ciphertext = bundle.ciphertext
  }

  /// The distinct trusted keys whose signatures hold.
  ///
  /// Signatures under key ids that nobody trusted has are passed over: a signer who is new to others must not break the
  /// bundle for them. One under a trusted key id has to hold, even where enough others do: it is either damaged or an
  /// attempt, as a key id can be chosen at will.
  private static func signers(
    of bundle: borrowing SealedBundle, _ trust: Trust
  ) throws(OpenFailure) -> [MinisignPublicKey] {
    let known = bundle.signatures.filter { signature in trust.signers.contains { $0.keyID == signature.keyID } }
    guard !known.isEmpty else { return [] }
    let prehash = MinisignPrehash(of: bundle.ciphertext)
    var signers: [MinisignPublicKey] = []
    for signature in known {
      guard let signer = signer(of: signature, prehash, trust) else { throw .badSignature }
      if !signers.contains(signer) { signers.append(signer) }
    }
    return signers
  }

  /// The trusted key of this key id with which `signature` holds; two keys may have one id.
  private static func signer(
    of signature: MinisignSignature, _ prehash: MinisignPrehash, _ trust: Trust
  ) -> MinisignPublicKey? {
    trust.signers.first { key in
      guard key.keyID == signature.keyID else { return false }
      return (try? signature.verify(prehash, with: key)) != nil
    }
  }

  private static func statement(of bundle: borrowing SealedBundle) throws(OpenFailure) -> BundleStatement {
    let comment = bundle.signatures[0].trustedComment
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

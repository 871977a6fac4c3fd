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
    signers = try bundle.file.signers(trusting: trust)
    statement = try openFailure { () throws(BundleStatement.Failure) in
      try BundleStatement(parsing: bundle.file.trustedComment.span)
    }
    ciphertext = bundle.file.content
  }
}

/// What `body` reads of a trusted comment; what it fails with, in the words of opening.
func openFailure<Statement>(
  _ body: () throws(BundleStatement.Failure) -> Statement
) throws(OpenFailure) -> Statement {
  do {
    return try body()
  } catch {
    switch error {
    case .unsupportedVersion: throw .unsupportedVersion
    case .malformed: throw .malformed
    }
  }
}

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
    signers = try bundle.file.signers(trusting: trust, hashing: hash)
    statement = try bundle.statement
    ciphertext = bundle.file.content
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
      _ = try file.signers(trusting: trust, over: .comment)
      try statement.check(for: audience, after: mark, at: now)
      return true
    } catch {
      return false
    }
  }

  /// What the trusted comment states, whether it is true or not.
  fileprivate var statement: BundleStatement {
    get throws(OpenFailure) {
      try openFailure { () throws(BundleStatement.Failure) in
        try BundleStatement(parsing: file.trustedComment.span)
      }
    }
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

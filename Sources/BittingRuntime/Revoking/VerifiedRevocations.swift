public import BundleFormat
internal import KeyModel
public import Minisign
internal import Sodium

/// A revocation list whose statement and lines enough trusted signers have signed.
public struct VerifiedRevocations: ~Escapable {
  /// What the signers state.
  public let statement: RevocationStatement
  /// The trusted keys that have signed.
  public let signers: [MinisignPublicKey]
  private let lines: Span<UInt8>

  /// `list`, once its signatures hold; fails with `bad-signature`, `untrusted-signer`, `too-few-signers`, `malformed`
  /// or `unsupported-version`.
  ///
  /// The statement is not looked at before the signatures hold, and the lines not before ``list()``.
  @_lifetime(copy list)
  public init(_ list: borrowing SealedRevocations, trusting trust: Trust) throws(OpenFailure) {
    signers = try list.file.signers(trusting: trust)
    statement = try openFailure { () throws(BundleStatement.Failure) in
      try RevocationStatement(parsing: list.file.trustedComment.span)
    }
    lines = list.file.content
  }

  /// The digests; fails with `corrupt` where the signers have signed other lines than they state.
  public func list() throws(OpenFailure) -> RevocationList {
    guard lines.count == statement.count * DigestLines.lineByteCount, let digests = DigestLines.digests(in: lines)
    else { throw .corrupt }
    return RevocationList(
      sequence: statement.sequence, content: ContentDigest(unchecked: BLAKE2b.hash256(lines)), sorted: digests)
  }
}

extension VerifiedRevocations {
  /// Fails unless the list is of `project`.
  func checkProject(_ project: Name) throws(OpenFailure) {
    guard statement.project == project else { throw .wrongAudience }
  }

  /// Fails if the list is older than what was `accepted`, or another of the same age. The same list again is a restart.
  func checkSequence(after accepted: RevocationList?) throws(OpenFailure) {
    guard let accepted else { return }
    guard statement.sequence >= accepted.sequence else { throw .rolledBack }
    guard statement.sequence > accepted.sequence || BLAKE2b.hash256(lines) == accepted.content.bytes else {
      throw .equivocation
    }
  }

  /// Fails if the list is from the future. It has no expiry: what is revoked stays revoked.
  func checkTime(at now: Instant) throws(OpenFailure) {
    guard statement.issued <= now + BundleStatement.clockTolerance else { throw .notYetValid }
  }
}

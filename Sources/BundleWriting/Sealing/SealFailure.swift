public import AgeWriting
public import MinisignSigning

/// Why a bundle cannot be sealed or signed.
public enum SealFailure: Error, Hashable, Sendable {
  /// Nobody to sign it.
  case noSigners
  /// More signatures than a bundle may have.
  case tooManySigners
  /// More digests than a revocation list may have.
  case tooManyRevocations
  /// A signer whose signature is on it already.
  case alreadySigned
  /// What is to be signed is no bundle.
  case notABundle
  /// Encryption to the recipients failed.
  case sealing(AgeSealFailure)
  /// A signature could not be made.
  case signing(MinisignSigningFailure)
}

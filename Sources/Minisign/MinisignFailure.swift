/// Why a signature was not accepted.
public enum MinisignFailure: Error, Hashable, Sendable {
  /// The four lines break a rule of the format or one of ``MinisignLimits``.
  case malformed
  /// The signature is over the file itself (`Ed`), not over its hash; such a signature over 64 bytes could be passed
  /// off as one over any file with that hash.
  case legacyAlgorithm
  /// More signatures follow one another than the caller wants to see.
  case tooManySignatures
  /// Another key made it, by the key id it names.
  case otherKey
  /// The key named did not sign this file.
  case badSignature
  /// The file was signed, but with another trusted comment.
  case badTrustedComment
}

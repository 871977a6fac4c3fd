/// Why a secret key was not read, or nothing was signed.
public enum MinisignSigningFailure: Error, Hashable, Sendable {
  /// The text is not a secret key as minisign writes it, or its halves do not belong together.
  case malformedKey
  /// The key is encrypted and no password was given.
  case passwordRequired
  /// The key is not encrypted with this password.
  case wrongPassword
  /// The key asks for more work or memory than minisign itself ever does, or than there is.
  case passwordCost
  /// A comment is too long for minisign to read or has other than printable ASCII characters.
  case badComment
}

/// Why an age file was not opened.
public enum AgeFailure: Error, Hashable, Sendable {
  /// The file names a version of the format other than v1.
  case unsupportedVersion
  /// The header breaks a rule of the format or one of ``AgeLimits``.
  case malformedHeader
  /// The file is for other recipients.
  case noMatch
  /// The header was changed after it was written.
  case headerAuthentication
  /// The payload was changed, cut, extended or reordered.
  case payload
}

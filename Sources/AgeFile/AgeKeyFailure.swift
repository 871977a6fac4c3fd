/// Why a text is not an age key.
public enum AgeKeyFailure: Error, Hashable, Sendable {
  /// An `AGE-SECRET-KEY-1…` stands where an `age1…` is wanted, or the other way round.
  case otherKind
  /// Neither, or one with a mistake in it.
  case malformed
}

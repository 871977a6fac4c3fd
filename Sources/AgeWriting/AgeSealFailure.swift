/// Why nothing was encrypted.
public enum AgeSealFailure: Error, Hashable, Sendable {
  /// Nobody could open it.
  case noRecipients
  /// More recipients than a reader takes stanzas.
  case tooManyRecipients
  /// This one, counted from 0, is a public key of low order: everybody could open what is sealed to it.
  case weakRecipient(index: Int)
}

/// Why a bundle cannot be opened: a closed list, in the order of its codes.
///
/// The raw value is the same in Swift, C and stored records; ``name`` is the same in text.
public enum OpenFailure: UInt8, Error, Hashable, Sendable, CaseIterable {
  /// More bytes than a bundle can have, or than this machine has memory for.
  case tooLarge = 1
  /// Not a bundle: signature lines, comment or file have another form.
  case malformed = 2
  /// An age file without signature lines.
  case unsigned = 3
  /// Signed, but by nobody that is trusted.
  case untrustedSigner = 4
  /// Signed by fewer trusted signers than the threshold.
  case tooFewSigners = 5
  /// A signature under a trusted signer's key id that does not hold.
  case badSignature = 6
  /// For another project, service or environment.
  case wrongAudience = 7
  /// Older than a bundle that was accepted before.
  case rolledBack = 8
  /// As old as a bundle that was accepted before, but with other content: an alarm.
  case equivocation = 9
  /// Issued in the future.
  case notYetValid = 10
  /// Past its expiry.
  case expired = 11
  /// Not encrypted to this identity.
  case notARecipient = 12
  /// Signed, but what is inside cannot be used.
  case corrupt = 13
  /// Of a later version of a format.
  case unsupportedVersion = 14
  /// What was accepted could not be written down. Only hosts report it: they write the state.
  case stateUnwritable = 15
}

public import KeyModel

extension OpenFailure: ParsableText, CustomStringConvertible {
  /// The word for the failure: `rolled-back`.
  public var name: StaticString {
    switch self {
    case .tooLarge: "too-large"
    case .malformed: "malformed"
    case .unsigned: "unsigned"
    case .untrustedSigner: "untrusted-signer"
    case .tooFewSigners: "too-few-signers"
    case .badSignature: "bad-signature"
    case .wrongAudience: "wrong-audience"
    case .rolledBack: "rolled-back"
    case .equivocation: "equivocation"
    case .notYetValid: "not-yet-valid"
    case .expired: "expired"
    case .notARecipient: "not-a-recipient"
    case .corrupt: "corrupt"
    case .unsupportedVersion: "unsupported-version"
    case .stateUnwritable: "state-unwritable"
    }
  }

  /// The failure that `text` names.
  public init?(parsing text: Span<UInt8>) {
    for failure in OpenFailure.allCases where text.equals(failure.name) {
      self = failure
      return
    }
    return nil
  }

  /// The word for the failure.
  public var description: String { name.description }
}

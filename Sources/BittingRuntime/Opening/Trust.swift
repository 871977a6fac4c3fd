public import Minisign

/// Who has to sign a bundle before it is believed.
public struct Trust: Sendable {
  /// The trusted keys, each once.
  public let signers: [MinisignPublicKey]
  /// How many of them must have signed.
  public let threshold: Int

  /// Trust in what `threshold` distinct keys of `signers` have signed; nil for a threshold that everybody or nobody
  /// would meet.
  public init?(_ signers: [MinisignPublicKey], threshold: Int) {
    var distinct: [MinisignPublicKey] = []
    for signer in signers where !distinct.contains(signer) { distinct.append(signer) }
    guard (1...max(1, distinct.count)).contains(threshold), !distinct.isEmpty else { return nil }
    self.signers = distinct
    self.threshold = threshold
  }
}

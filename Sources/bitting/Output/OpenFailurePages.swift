/// What each open failure means.
enum OpenFailurePages {
  /// The name and one sentence of each.
  static let summaries: [(String, String)] = [
    ("too-large", "the file is larger than any bundle"),
    ("malformed", "the file is no bundle, or a part of it is not of its form"),
    ("unsigned", "the file has no signature"),
    ("untrusted-signer", "nobody who is trusted has signed it"),
    ("too-few-signers", "fewer trusted signers have signed it than are needed"),
    ("bad-signature", "a signature does not belong to these bytes"),
    ("wrong-audience", "the bundle is for another service or environment"),
    ("rolled-back", "a newer bundle was in force before"),
    ("equivocation", "another bundle with the same sequence was in force before"),
    ("not-yet-valid", "the bundle was issued in the future"),
    ("expired", "the bundle is older than it may be"),
    ("not-a-recipient", "the bundle is sealed to somebody else"),
    ("corrupt", "what was sealed is damaged"),
    ("unsupported-version", "the bundle is of a version that is not known here"),
    ("state-unwritable", "what was accepted could not be remembered"),
  ]

  /// The page of the failure named `name`; nil if there is none.
  static func page(named name: String) -> String? {
    guard let (name, summary) = summaries.first(where: { $0.0 == name }) else { return nil }
    return """
      \(name) (why a bundle does not open)
      \(summary)

      \(advice[name] ?? "")
      A validator that meets this keeps the bundle it has; one that has none denies everything.

      """
  }

  private static let advice: [String: String] = [
    "too-large": "A bundle has at most 4 GiB. Look at what was fetched.",
    "malformed": "Compare the file with the one that was built, byte for byte; a transfer as text changes line ends.",
    "unsigned": "A bundle begins with its signatures. An age file alone proves nothing: anybody can make one.",
    "untrusted-signer":
      "Compare the key id that `bitting inspect` tells with the signers that the validator trusts, and with `signers`.",
    "too-few-signers": "Let the other signers sign as well; the same signer counts once, however often it signs.",
    "bad-signature": "The bytes were changed after signing, by accident or not. Build again, and find out where.",
    "wrong-audience": "Each service gets its own file, `SERVICE.ENVIRONMENT.bitting`.",
    "rolled-back":
      "Somebody offers an old bundle, perhaps one from before a revocation. Build a new one rather than going back.",
    "equivocation": "Two bundles were issued in the same second. One of the two signers does not know of the other.",
    "not-yet-valid": "More than five minutes ahead: look at the clocks of both machines.",
    "expired": "Build again; `valid_for` of the project says how often that is needed.",
    "not-a-recipient": "Add the recipient of this identity to the service's `recipients` and build again.",
    "corrupt": "The signature holds and the content does not: the builder was broken or somebody has its key.",
    "unsupported-version": "Update the validator; it reads every version up to its own.",
    "state-unwritable": "Without its memory a validator could be rolled back, so it does not go on without it.",
  ]
}

/// What each open failure means.
enum OpenFailurePages {
  /// The name and one sentence of each.
  static let summaries: [(String, String)] = [
    ("too-large", "the file is larger than any bundle or list"),
    ("malformed", "the file is no bundle or list, or a part of it is not of its form"),
    ("unsigned", "the file has no signature"),
    ("untrusted-signer", "nobody who is trusted has signed it"),
    ("too-few-signers", "fewer trusted signers have signed it than are needed"),
    ("bad-signature", "a signature does not belong to these bytes"),
    ("wrong-audience", "it is for another project, service or environment"),
    ("rolled-back", "a newer one was in force before"),
    ("equivocation", "another one with the same sequence was in force before"),
    ("not-yet-valid", "it was issued in the future"),
    ("expired", "the bundle is older than it may be"),
    ("not-a-recipient", "the bundle is sealed to somebody else"),
    ("corrupt", "what was signed cannot be used"),
    ("unsupported-version", "it is of a version that is not known here"),
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
      \(ofBundlesOnly.contains(name) ? "" : ofLists)
      """
  }

  private static let ofBundlesOnly: Set<String> = ["expired", "not-a-recipient"]
  private static let ofLists =
    "A revocation list that meets this is not taken; what was revoked before stays revoked.\n"

  private static let advice: [String: String] = [
    "too-large": "A bundle has at most 4 GiB. Look at what was fetched.",
    "malformed": "Compare the file with the one that was built, byte for byte; a transfer as text changes line ends.",
    "unsigned": "A bundle begins with its signatures. An age file alone proves nothing: anybody can make one.",
    "untrusted-signer":
      """
    Compare who signed with the signers that the validator trusts, and with `signers`: the second line of a signature \
    (`head -n 2 FILE`) and the public key of its signer are the same from their 4th to their 13th character.
    """,
    "too-few-signers": "Let the other signers sign as well; the same signer counts once, however often it signs.",
    "bad-signature": "The bytes were changed after signing, by accident or not. Build again, and find out where.",
    "wrong-audience":
      "Each service gets its own file, `SERVICE.ENVIRONMENT.bitting`; each project has one list, `PROJECT.revocations`.",
    "rolled-back":
      "Somebody offers an old file, perhaps one from before a revocation. Build a new one rather than going back.",
    "equivocation": "Two were issued in the same second. One of the two signers does not know of the other.",
    "not-yet-valid": "More than five minutes ahead: look at the clocks of both machines.",
    "expired": "Build again; `valid_for` of the project says how often that is needed.",
    "not-a-recipient": "Add the recipient of this identity to the service's `recipients` and build again.",
    "corrupt": "The signature holds and the content does not: the builder was broken or somebody has its key.",
    "unsupported-version": "Update the validator; it reads every version up to its own.",
    "state-unwritable": "Without its memory a validator could be rolled back, so it does not go on without it.",
  ]
}

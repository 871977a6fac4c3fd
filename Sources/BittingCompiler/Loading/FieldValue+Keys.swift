internal import AgeFile
internal import AgeWriting
internal import KeyModel
internal import Minisign

/// A minisign public key, as the second line of its file has it.
struct SignerText: FieldValue {
  let key: MinisignPublicKey

  init?(parsing text: Span<UInt8>) {
    guard let key = try? MinisignPublicKey(line: text) else { return nil }
    self.key = key
  }

  static let kind = "a minisign public key"
  static let help = "write the key that `bitting keygen signer` or `minisign -G` prints, which begins with `RW`"
}

/// An age recipient.
struct RecipientText: FieldValue {
  let recipient: AgeRecipient

  init?(parsing text: Span<UInt8>) {
    guard let recipient = try? AgeRecipient(text), recipient.hidesWhatItReceives else { return nil }
    self.recipient = recipient
  }

  static let kind = "an age recipient"
  static let help = "write the recipient that `bitting keygen service` or `age-keygen` prints, which begins with `age1`"
}

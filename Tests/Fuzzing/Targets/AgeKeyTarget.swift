internal import AgeFile
internal import AgeWriting
internal import Sodium
internal import TestSupport

/// Age keys: recipients, identities, files of identities.
struct AgeKeyTarget: FuzzTarget {
  let name = "age-keys"

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (text) throws(BrokenPromise) in
      if let recipient = try? AgeRecipient(text) {
        try promise(Array(recipient.description.utf8) == text.array, "\(recipient) was read from something else")
      }
      if let identity = try? AgeIdentity(text) { try check(identity, of: text.array) }
      if let file = try? AgeIdentityFile(parsing: text) { try check(file, of: text) }
    }
  }

  private func check(_ identity: AgeIdentity, of text: [UInt8]) throws(BrokenPromise) {
    try promise(identity.text.withBytes { $0.array } == text, "an identity was read from something else")
  }

  /// Each identity is a line of its own.
  private func check(_ file: AgeIdentityFile, of text: Span<UInt8>) throws(BrokenPromise) {
    let lines = text.array.split(separator: 0x0A)
    for identity in file.identities {
      let line = identity.text.withBytes { $0.array }
      try promise(
        lines.contains { $0.elementsEqual(line) || $0.elementsEqual(line + [0x0D]) }, "an identity is on no line")
    }
  }
}

internal import Minisign
internal import MinisignSigning
internal import Sodium
internal import TestSupport

/// Minisign's files: signatures, public keys, secret keys.
struct MinisignTarget: FuzzTarget {
  let name = "minisign"
  let mutator: (any InputMutator)? = LineMutator()

  private let signed = MinisignPrehash(of: [UInt8]("signed".utf8).span)
  private let key: MinisignSecretKey

  init() {
    Sodium.initialize()
    var random = SeededGenerator(seed: 4)
    key = MinisignSecretKey.generate(using: &random)
  }

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (text) throws(BrokenPromise) in
      try checkSignatures(text)
      try checkPublicKeys(text)
      if let secret = try? MinisignSecretKey(text: text) { try check(secret, of: text.array) }
    }
  }

  private func checkSignatures(_ text: Span<UInt8>) throws(BrokenPromise) {
    if let signature = try? MinisignSignature(parsing: text) {
      try promise(signature.fileText == text.array, "a signature reads as \(Shown(signature.fileText))")
      try checkVerification(of: signature)
    }
    if let all = try? MinisignSignatures(atHeadOf: text, limit: 4) {
      let written = all.signatures.flatMap(\.fileText)
      try promise(all.signatures.count <= 4, "more signatures than the limit")
      try promise(written == text.extracting(0..<all.byteCount).array, "signatures read as \(Shown(written))")
    }
  }

  /// What verifies says exactly what its signer signed.
  private func checkVerification(of signature: MinisignSignature) throws(BrokenPromise) {
    guard (try? signature.verify(signed, with: key.publicKey)) != nil else { return }
    let genuine = try? key.sign(
      signed, trustedComment: signature.trustedComment, untrustedComment: signature.untrustedComment)
    try promise(genuine == signature, "a signature that nobody made verifies")
  }

  private func checkPublicKeys(_ text: Span<UInt8>) throws(BrokenPromise) {
    if let key = try? MinisignPublicKey(line: text) {
      try promise(Array(key.description.utf8) == text.array, "\(key) was read from something else")
    }
    if let key = try? MinisignPublicKey(file: text) {
      let lines = text.array.split(separator: 0x0A)
      try promise(lines.count == 2 && lines[1].elementsEqual(key.description.utf8), "\(key) is not the second line")
    }
  }

  /// Written and read again it is the same key; the comment and the optional checksum are not kept.
  private func check(_ secret: MinisignSecretKey, of text: [UInt8]) throws(BrokenPromise) {
    guard let written = try? secret.fileText() else { throw BrokenPromise("a secret key cannot be written") }
    let again = written.withBytes { try? MinisignSecretKey(text: $0) }
    try promise(again?.publicKey == secret.publicKey, "a secret key is another once it is written")
    try promise(
      secret.key.withBytes { $0.array } == again?.key.withBytes { $0.array }, "a secret key lost bytes when written")
  }
}

internal import BundleFormat
internal import KeyModel
internal import Minisign

/// A file that begins with its signatures, cut into its parts; nothing is believed yet.
struct SignedFile: ~Escapable {
  /// The signatures, one at least, all with the same trusted comment.
  let signatures: [MinisignSignature]
  /// What they sign: all that follows them.
  let content: Span<UInt8>

  /// The parts of `file`; fails with `malformed`, or with `unsigned` for bare content, which `isContent` knows.
  @_lifetime(copy file)
  init(parsing file: Span<UInt8>, orBare isContent: (Span<UInt8>) -> Bool) throws(OpenFailure) {
    let head = try SignedFile.signatures(atHeadOf: file)
    guard !head.signatures.isEmpty else { throw isContent(file) ? .unsigned : .malformed }
    guard head.signatures.allSatisfy({ SignedFile.isAlike($0, head.signatures[0]) }) else { throw .malformed }
    signatures = head.signatures
    content = file.extracting(head.byteCount..<file.count)
  }

  /// What all signers state, once their signatures hold.
  var trustedComment: [UInt8] { signatures[0].trustedComment }

  private static func signatures(atHeadOf file: Span<UInt8>) throws(OpenFailure) -> MinisignSignatures {
    do {
      return try MinisignSignatures(atHeadOf: file, limit: BundleLimits.signatures)
    } catch {
      throw .malformed
    }
  }

  /// Whether `signature` says the same as `other`, and nothing that it does not cover.
  private static func isAlike(_ signature: MinisignSignature, _ other: MinisignSignature) -> Bool {
    signature.trustedComment == other.trustedComment
      && signature.untrustedComment.span.equals(BundleEnvelope.untrustedComment)
  }
}

/// What a signature is looked at for.
enum SignedPart {
  /// All that it signs, of which the content has this digest.
  case contentAndComment(MinisignPrehash)
  /// The trusted comment alone, which says nothing about the content beside it.
  case comment

  /// Whether `signature` is one of `key` over this.
  fileprivate func isCovered(by signature: MinisignSignature, of key: MinisignPublicKey) -> Bool {
    switch self {
    case .contentAndComment(let prehash): (try? signature.verify(prehash, with: key)) != nil
    case .comment: signature.coversTrustedComment(by: key)
    }
  }
}

// Whose signatures hold.
extension SignedFile {
  /// The trusted keys that have signed, as many as `trust` asks for; fails with `bad-signature`, `untrusted-signer` or
  /// `too-few-signers`. The content is hashed by `hash`, unless nobody that is trusted claims to have signed it.
  func signers(
    trusting trust: Trust, hashing hash: (Span<UInt8>) -> MinisignPrehash = { MinisignPrehash(of: $0) }
  ) throws(OpenFailure) -> [MinisignPublicKey] {
    guard isSignedByAnybody(of: trust) else { throw .untrustedSigner }
    return try signers(trusting: trust, over: .contentAndComment(hash(content)))
  }

  /// Whether there is a signature under the key id of a trusted key.
  private func isSignedByAnybody(of trust: Trust) -> Bool {
    signatures.contains { signature in trust.signers.contains { $0.keyID == signature.keyID } }
  }

  /// The distinct trusted keys whose signatures over `signed` hold, as many as `trust` asks for.
  ///
  /// Signatures under key ids that nobody trusted has are passed over: a signer who is new to others must not break the
  /// file for them. One under a trusted key id has to hold, even where enough others do: it is either damaged or an
  /// attempt, as a key id can be chosen at will.
  @inline(never)
  func signers(trusting trust: Trust, over signed: SignedPart) throws(OpenFailure) -> [MinisignPublicKey] {
    var signers: [MinisignPublicKey] = []
    for signature in signatures {
      let candidates = trust.signers.filter { $0.keyID == signature.keyID }
      guard !candidates.isEmpty else { continue }
      // Two keys may have one id.
      guard let signer = candidates.first(where: { signed.isCovered(by: signature, of: $0) }) else {
        throw .badSignature
      }
      if !signers.contains(signer) { signers.append(signer) }
    }
    guard !signers.isEmpty else { throw .untrustedSigner }
    guard signers.count >= trust.threshold else { throw .tooFewSigners }
    return signers
  }
}

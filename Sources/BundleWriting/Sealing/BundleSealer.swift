public import AgeFile
public import BundleFormat
internal import AgeWriting
internal import Minisign
public import MinisignSigning
internal import SideBySide
internal import Sodium

/// Makes bundle files: minisign signatures over an age file (Format.md, "The file").
public enum BundleSealer {
  /// The bundle file of `payload`: encrypted to all of `recipients`, signed by all of `signers`, each of whom states
  /// `statement`.
  ///
  /// The bytes differ each time, because the encryption draws from `generator`; what is inside does not.
  public static func seal(
    _ payload: Span<UInt8>, _ statement: BundleStatement, to recipients: [AgeRecipient],
    signedBy signers: [MinisignSecretKey], using generator: inout some RandomNumberGenerator
  ) throws(SealFailure) -> [UInt8] {
    try check(signers)
    let ciphertext = try encrypt(payload, to: recipients, using: &generator)
    return try sign(ciphertext, stating: statement.description, signers)
  }

  /// The bundle file of `payload` as above, of which each of `signers` states what `statement` makes of its digest.
  ///
  /// A large payload is hashed on one thread and encrypted on another.
  public static func seal(
    _ payload: Span<UInt8>, to recipients: [AgeRecipient], signedBy signers: [MinisignSecretKey],
    using generator: inout some RandomNumberGenerator, stating statement: (ContentDigest) -> BundleStatement
  ) throws(SealFailure) -> [UInt8] {
    try check(signers)
    let (digest, ciphertext) = SideBySide.both(over: payload.count) {
      ContentDigest(of: payload)
    } _: {
      Result { () throws(SealFailure) in try encrypt(payload, to: recipients, using: &generator) }
    }
    return try sign(try ciphertext.get(), stating: statement(digest).description, signers)
  }

  /// `content` behind the signatures of all of `signers`, each of whom states `statement`.
  static func sign(
    _ content: consuming [UInt8], stating statement: String, _ signers: [MinisignSecretKey]
  ) throws(SealFailure) -> [UInt8] {
    var file = content
    let prehash = MinisignPrehash(of: file.span)
    var signatures: [UInt8] = []
    for signer in signers { signatures += try sign(prehash, Array(statement.utf8), signer) }
    file.insert(contentsOf: signatures, at: 0)
    return file
  }

  /// Enough for the signatures, so that a large file is not copied to make room for them.
  private static let signatureRoom = 16_384

  /// `file`, which has been checked, with the signature of `signer` after those that it has, over the same bytes and the
  /// same statement.
  ///
  /// Whether the statement is true is the caller's to find out: a signature says that it is.
  public static func addSignature(
    of signer: MinisignSecretKey, to file: Span<UInt8>
  ) throws(SealFailure) -> [UInt8] {
    guard let head = try? MinisignSignatures(atHeadOf: file, limit: BundleLimits.signatures),
      let first = head.signatures.first, head.signatures.allSatisfy({ $0.trustedComment == first.trustedComment })
    else { throw .notABundle }
    guard head.signatures.count < BundleLimits.signatures else { throw .tooManySigners }
    let prehash = MinisignPrehash(of: file.extracting(head.byteCount..<file.count))
    guard !head.signatures.contains(where: { (try? $0.verify(prehash, with: signer.publicKey)) != nil }) else {
      throw .alreadySigned
    }
    var signed = file.array
    signed.insert(contentsOf: try sign(prehash, first.trustedComment, signer), at: head.byteCount)
    return signed
  }

  /// Fails unless there are as many signers as a file may have.
  static func check(_ signers: [MinisignSecretKey]) throws(SealFailure) {
    guard !signers.isEmpty else { throw .noSigners }
    guard signers.count <= BundleLimits.signatures else { throw .tooManySigners }
  }

  private static func encrypt(
    _ payload: Span<UInt8>, to recipients: [AgeRecipient], using generator: inout some RandomNumberGenerator
  ) throws(SealFailure) -> [UInt8] {
    do {
      return try AgeSealing.seal(payload, to: recipients, spare: signatureRoom, using: &generator)
    } catch {
      throw .sealing(error)
    }
  }

  private static func sign(
    _ prehash: MinisignPrehash, _ comment: [UInt8], _ signer: MinisignSecretKey
  ) throws(SealFailure) -> [UInt8] {
    do {
      let untrusted = Array(BundleEnvelope.untrustedComment.description.utf8)
      return try signer.sign(prehash, trustedComment: comment, untrustedComment: untrusted).fileText
    } catch {
      throw .signing(error)
    }
  }
}

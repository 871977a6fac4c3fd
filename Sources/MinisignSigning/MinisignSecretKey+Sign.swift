internal import CSodium
public import Minisign
internal import Sodium

extension MinisignSecretKey {
  /// A signature over the file of this `prehash` and over `trustedComment`.
  ///
  /// Both comments are printable ASCII and short enough for minisign itself to read.
  public func sign(
    _ prehash: MinisignPrehash, trustedComment: [UInt8],
    untrustedComment: [UInt8] = Array("signature from minisign secret key".utf8)
  ) throws(MinisignSigningFailure) -> MinisignSignature {
    // minisign's limits include the label, the LF and the zero byte behind the line.
    let trustedLimit = MinisignLimits.trustedCommentByteCount - "trusted comment: ".utf8.count - 2
    let untrustedLimit = MinisignLimits.untrustedCommentByteCount - "untrusted comment: ".utf8.count - 2
    guard MinisignComment.isAcceptable(trustedComment.span, limit: trustedLimit),
      MinisignComment.isAcceptable(untrustedComment.span, limit: untrustedLimit)
    else { throw .badComment }
    let signature = signature(over: prehash.digest.span)
    let covered = signature + trustedComment
    return MinisignSignature(
      keyID: publicKey.keyID, untrustedComment: untrustedComment, trustedComment: trustedComment,
      signature: signature, globalSignature: self.signature(over: covered.span))
  }

  private func signature(over message: Span<UInt8>) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 64)
    key.withBytes { key in
      unsafe key.withPointer { key in
        _ = unsafe message.withPointer { bytes in
          unsafe crypto_sign_detached(&signature, nil, bytes, UInt64(message.count), key)
        }
      }
    }
    return signature
  }
}

extension MinisignSignature {
  /// The four lines, each ended by LF.
  public var fileText: [UInt8] {
    let head = Array("ED".utf8) + keyID.bytes + signature
    var text = Array("untrusted comment: ".utf8)
    text += untrustedComment
    text.append(UInt8(ascii: "\n"))
    text += Base64.padded.encode(head.span)
    text += Array("\ntrusted comment: ".utf8)
    text += trustedComment
    text.append(UInt8(ascii: "\n"))
    text += Base64.padded.encode(globalSignature.span)
    text.append(UInt8(ascii: "\n"))
    return text
  }
}

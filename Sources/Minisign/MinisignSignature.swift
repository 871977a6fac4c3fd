internal import Sodium

/// A signature over a file, with a comment that it covers and one that it does not: the four lines of a `.minisig`
/// file.
///
/// Parsed is not verified: until ``verify(_:with:)`` has returned, nothing in it is known to be true.
public struct MinisignSignature: Hashable, Sendable {
  /// The key id of the signer, as claimed.
  public let keyID: MinisignKeyID
  /// What stands behind `untrusted comment: `, printable ASCII. Anybody may have changed it.
  public let untrustedComment: [UInt8]
  /// What stands behind `trusted comment: `, printable ASCII.
  public let trustedComment: [UInt8]
  /// Over the prehash, 64 bytes.
  package let signature: [UInt8]
  /// Over ``signature`` and ``trustedComment``, 64 bytes.
  package let globalSignature: [UInt8]

  /// A signature of these parts; both signatures have 64 bytes and both comments keep the rules.
  package init(
    keyID: MinisignKeyID, untrustedComment: [UInt8], trustedComment: [UInt8], signature: [UInt8],
    globalSignature: [UInt8]
  ) {
    self.keyID = keyID
    self.untrustedComment = untrustedComment
    self.trustedComment = trustedComment
    self.signature = signature
    self.globalSignature = globalSignature
  }

  /// The signature in `file`, which is four lines, each ended by LF, and nothing else.
  public init(parsing file: Span<UInt8>) throws(MinisignFailure) {
    var cursor = LineCursor()
    try self.init(in: file, at: &cursor)
    guard cursor.position == file.count else { throw .malformed }
  }

  /// The signature at `cursor`, which is moved behind its fourth line.
  init(in file: Span<UInt8>, at cursor: inout LineCursor) throws(MinisignFailure) {
    var parser = MinisignParser(cursor: cursor)
    untrustedComment = try parser.comment(
      in: file, label: "untrusted comment: ", limit: MinisignLimits.untrustedCommentByteCount)
    let signature = try parser.base64(in: file, byteCount: 74)
    guard !signature.span.starts(with: "Ed") else { throw .legacyAlgorithm }
    guard signature.span.starts(with: "ED") else { throw .malformed }
    trustedComment = try parser.comment(
      in: file, label: "trusted comment: ", limit: MinisignLimits.trustedCommentByteCount)
    globalSignature = try parser.base64(in: file, byteCount: 64)
    keyID = MinisignKeyID(signature.span.extracting(2..<10))
    self.signature = Array(signature[10...])
    cursor = parser.cursor
  }
}

internal import Sodium

/// Who may have signed: an Ed25519 public key with its key id, as minisign writes it.
///
/// Keys are the same when their 32 bytes are; a key id can be copied by anybody and does not count.
public struct MinisignPublicKey: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is not a public key.
  public enum Failure: Error, Hashable, Sendable {
    /// It is neither the Base64 line nor the two lines of a `.pub` file.
    case malformed
  }

  /// The key id that its signatures name.
  public let keyID: MinisignKeyID
  /// The 32 bytes of the key.
  package let key: [UInt8]

  /// A key of these parts; `key` has 32 bytes.
  package init(keyID: MinisignKeyID, key: [UInt8]) {
    self.keyID = keyID
    self.key = key
  }

  /// The key in `line`, the Base64 text without comment and line end.
  public init(line: Span<UInt8>) throws(Failure) {
    guard let bytes = Base64.padded.decode(line), bytes.count == 42, bytes.span.starts(with: "Ed") else {
      throw .malformed
    }
    self.init(keyID: MinisignKeyID(bytes.span.extracting(2..<10)), key: Array(bytes[10...]))
  }

  /// The key in `line`, the Base64 text without comment and line end.
  public init(line: String) throws(Failure) {
    let bytes = Array(line.utf8)
    try self.init(line: bytes.span)
  }

  /// The key in a `.pub` file: an untrusted comment and the key, each on a line, the last LF optional.
  public init(file: Span<UInt8>) throws(Failure) {
    let label = "untrusted comment: ".utf8.count
    var cursor = LineCursor()
    guard file.starts(with: "untrusted comment: "),
      let comment = cursor.next(in: file, limit: label + MinisignLimits.untrustedCommentByteCount)
    else { throw .malformed }
    let endsWithLineFeed = file.count > comment.upperBound + 1 && file[file.count - 1] == UInt8(ascii: "\n")
    try self.init(line: file.extracting(cursor.position..<(endsWithLineFeed ? file.count - 1 : file.count)))
  }

  /// The Base64 line.
  public var description: String {
    let bytes = Array("Ed".utf8) + keyID.bytes + key
    return String(decoding: Base64.padded.encode(bytes.span), as: UTF8.self)
  }

  /// Whether both are the same 32 bytes.
  public static func == (left: MinisignPublicKey, right: MinisignPublicKey) -> Bool {
    left.key == right.key
  }

  /// Feeds the 32 bytes to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
  }
}

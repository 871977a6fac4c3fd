public import Minisign
public import Sodium

extension MinisignSecretKey {
  /// The key in `text`: a secret key file as minisign writes it, or its second line alone; the last LF is optional.
  ///
  /// A `password` for a key that has none is not looked at. Its owner has to wipe `text`.
  public init(text: Span<UInt8>, password: SecretBytes? = nil) throws(MinisignSigningFailure) {
    var cursor = LineCursor()
    if text.starts(with: "untrusted comment: ") {
      guard cursor.next(in: text, limit: MinisignLimits.untrustedCommentByteCount) != nil else { throw .malformedKey }
    }
    let endsWithLineFeed = text.count > cursor.position && text[text.count - 1] == UInt8(ascii: "\n")
    let line = text.extracting(cursor.position..<(endsWithLineFeed ? text.count - 1 : text.count))
    self = try MinisignSecretKeyImage(line: line).content(password: password).secretKey()
  }

  /// The secret key file as minisign writes it where it is told to use no password.
  public func fileText() throws(MinisignSigningFailure) -> SecretBytes {
    let content = MinisignSecretKeyContent(of: self, withChecksum: false)
    return Self.fileText(of: try MinisignSecretKeyImage(content: content, lock: nil, password: nil))
  }

  /// The secret key file, encrypted with `password`; takes seconds and 1 GiB of memory, as does every later reading.
  public func fileText(
    password: SecretBytes, using generator: inout some RandomNumberGenerator
  ) throws(MinisignSigningFailure) -> SecretBytes {
    try fileText(password: password, cost: .sensitive, using: &generator)
  }

  /// The secret key file, encrypted with `password` at another cost than minisign's own.
  package func fileText(
    password: SecretBytes, cost: MinisignPasswordCost, using generator: inout some RandomNumberGenerator
  ) throws(MinisignSigningFailure) -> SecretBytes {
    let content = MinisignSecretKeyContent(of: self, withChecksum: true)
    let lock = MinisignPasswordLock(salt: generator.bytes(count: 32), cost: cost)
    return Self.fileText(of: try MinisignSecretKeyImage(content: content, lock: lock, password: password))
  }

  private static func fileText(of image: MinisignSecretKeyImage) -> SecretBytes {
    let comment = Array("untrusted comment: minisign encrypted secret key\n".utf8)
    return image.line.withBytes { line in
      unsafe SecretBytes(count: comment.count + line.count + 1) { file in
        for index in comment.indices { unsafe file[index] = comment[index] }
        for index in line.indices { unsafe file[comment.count + index] = line[index] }
        unsafe file[comment.count + line.count] = UInt8(ascii: "\n")
      }
    }
  }
}

extension MinisignPublicKey {
  /// The `.pub` file.
  public var fileText: String {
    "untrusted comment: minisign public key \(keyID)\n\(self)\n"
  }
}

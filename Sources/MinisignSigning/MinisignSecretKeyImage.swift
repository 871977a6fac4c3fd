internal import CSodium
internal import Minisign
internal import Sodium

/// The 158 bytes of a secret key file: algorithms, how the password is stretched, and the content, which is combined
/// with a stream that the password gives.
struct MinisignSecretKeyImage {
  private static let byteCount = 158
  private static let head = 54

  private let bytes: SecretBytes

  /// The image in the Base64 `line`.
  init(line: Span<UInt8>) throws(MinisignSigningFailure) {
    let image = unsafe SecretBytes.ifValid(count: Self.byteCount) { start in
      unsafe Base64.padded.decode(line, into: start, capacity: Self.byteCount) == Self.byteCount
    }
    guard let image,
      image.withBytes({ $0.starts(with: "Ed") && $0.extracting(4..<6).equals("B2") })
    else { throw .malformedKey }
    bytes = image
  }

  /// The image of `content`, encrypted where there is a password. What stretches it is zero where there is none.
  init(
    content: MinisignSecretKeyContent, lock: MinisignPasswordLock?, password: SecretBytes?
  ) throws(MinisignSigningFailure) {
    var head = Array("Ed\0\0B2".utf8) + [UInt8](repeating: 0, count: Self.head - 6)
    var sealed = content.bytes
    if let lock, let password {
      head = Array("EdScB2".utf8) + lock.bytes
      sealed = try lock.toggle(content.bytes, password: password)
    }
    bytes = sealed.withBytes { sealed in
      unsafe SecretBytes(count: Self.byteCount) { image in
        for index in 0..<Self.head { unsafe image[index] = head[index] }
        for index in sealed.indices { unsafe image[Self.head + index] = sealed[index] }
      }
    }
  }

  /// The Base64 line, without its end.
  var line: SecretBytes {
    bytes.withBytes { bytes in
      let count = Base64.padded.encodedCount(of: bytes.count)
      return unsafe SecretBytes(count: count) { line in
        // Room for the zero byte that libsodium adds, which a secret of this exact length has not.
        let text = unsafe SecretBytes(count: count + 1) { text in
          unsafe Base64.padded.encode(bytes, into: UnsafeMutableRawBufferPointer(start: text, count: count + 1))
        }
        text.withBytes { text in
          for index in 0..<count { unsafe line[index] = text[index] }
        }
      }
    }
  }

  /// What the image holds, decrypted if need be, and checked.
  func content(password: SecretBytes?) throws(MinisignSigningFailure) -> MinisignSecretKeyContent {
    let sealed = bytes.withBytes { SecretBytes(copying: $0.extracting(Self.head..<Self.byteCount)) }
    guard let lock = try lock() else {
      let content = MinisignSecretKeyContent(bytes: sealed)
      guard content.isIntact || content.hasNoChecksum else { throw .malformedKey }
      return content
    }
    guard let password else { throw .passwordRequired }
    let content = MinisignSecretKeyContent(bytes: try lock.toggle(sealed, password: password))
    guard content.isIntact else { throw .wrongPassword }
    return content
  }

  /// How the content is encrypted, or `nil` where it is not. Another way than scrypt is no minisign key.
  private func lock() throws(MinisignSigningFailure) -> MinisignPasswordLock? {
    let derivation = bytes.withBytes { $0.extracting(2..<4).array }
    switch derivation {
    case [0, 0]: return nil
    case Array("Sc".utf8): return bytes.withBytes { MinisignPasswordLock($0.extracting(6..<Self.head)) }
    default: throw .malformedKey
    }
  }
}

internal import Minisign
internal import Sodium

/// What a password protects in a secret key file: key id, 8 bytes; seed and public key, 64; checksum, 32.
struct MinisignSecretKeyContent {
  let bytes: SecretBytes

  /// Content of these 104 bytes, not checked.
  init(bytes: SecretBytes) {
    self.bytes = bytes
  }

  /// The content for `key`; without a checksum, as minisign leaves it where there is no password, it is zero.
  init(of key: MinisignSecretKey, withChecksum: Bool) {
    let keyID = key.publicKey.keyID.bytes
    let unchecked = key.key.withBytes { key in
      unsafe SecretBytes(count: 104) { content in
        for index in 0..<8 { unsafe content[index] = keyID[index] }
        for index in 0..<64 { unsafe content[8 + index] = key[index] }
      }
    }
    guard withChecksum else {
      bytes = unchecked
      return
    }
    let checksum = Self.checksum(of: unchecked)
    bytes = unchecked.withBytes { unchecked in
      unsafe SecretBytes(count: 104) { content in
        for index in 0..<72 { unsafe content[index] = unchecked[index] }
        for index in 0..<32 { unsafe content[72 + index] = checksum[index] }
      }
    }
  }

  /// Whether the checksum is right.
  var isIntact: Bool {
    let checksum = Self.checksum(of: bytes)
    return bytes.withBytes { constantTimeEqual($0.extracting(72..<104), checksum.span) }
  }

  /// Whether there is no checksum.
  var hasNoChecksum: Bool {
    let nothing = [UInt8](repeating: 0, count: 32)
    return bytes.withBytes { constantTimeEqual($0.extracting(72..<104), nothing.span) }
  }

  /// The key; refused where its public half is not the one of its seed, because signing with such a pair gives the
  /// seed away.
  func secretKey() throws(MinisignSigningFailure) -> MinisignSecretKey {
    let key = bytes.withBytes { bytes in
      MinisignSecretKey(keyID: MinisignKeyID(bytes.extracting(0..<8)), seed: bytes.extracting(8..<40))
    }
    let claimed = bytes.withBytes { $0.extracting(40..<72).array }
    guard claimed == key.publicKey.key else { throw .malformedKey }
    return key
  }

  /// BLAKE2b-256 of algorithm, key id and key.
  private static func checksum(of content: SecretBytes) -> [UInt8] {
    let covered = content.withBytes { content in
      unsafe SecretBytes(count: 74) { covered in
        unsafe covered[0] = UInt8(ascii: "E")
        unsafe covered[1] = UInt8(ascii: "d")
        for index in 0..<72 { unsafe covered[2 + index] = content[index] }
      }
    }
    return covered.withBytes { BLAKE2b.hash256($0) }
  }
}

internal import CSodium
internal import Minisign
internal import Sodium

/// How a password becomes the stream that a secret key is combined with: scrypt, with salt and cost.
struct MinisignPasswordLock {
  private let salt: [UInt8]
  private let cost: MinisignPasswordCost

  /// A lock with a salt of 32 bytes.
  init(salt: [UInt8], cost: MinisignPasswordCost) {
    self.salt = salt
    self.cost = cost
  }

  /// The lock in the 48 bytes of a secret key image.
  init(_ bytes: Span<UInt8>) {
    salt = bytes.extracting(0..<32).array
    // Both numbers lie there as a key id does, the least significant byte first.
    cost = MinisignPasswordCost(
      operations: MinisignKeyID(bytes.extracting(32..<40)).value,
      memory: MinisignKeyID(bytes.extracting(40..<48)).value)
  }

  /// The 48 bytes.
  var bytes: [UInt8] {
    salt + MinisignKeyID(value: cost.operations).bytes + MinisignKeyID(value: cost.memory).bytes
  }

  /// `content` combined with the stream of `password`: encrypts what is plain and decrypts what is encrypted.
  ///
  /// A cost beyond what minisign itself asks for is refused before any work is done.
  func toggle(_ content: SecretBytes, password: SecretBytes) throws(MinisignSigningFailure) -> SecretBytes {
    let highest = MinisignPasswordCost.sensitive
    guard cost.operations <= highest.operations, cost.memory <= highest.memory,
      let stream = stream(byteCount: content.count, password: password)
    else { throw .passwordCost }
    return content.withBytes { content in
      stream.withBytes { stream in
        unsafe SecretBytes(count: content.count) { result in
          for index in content.indices { unsafe result[index] = content[index] ^ stream[index] }
        }
      }
    }
  }

  private func stream(byteCount: Int, password: SecretBytes) -> SecretBytes? {
    unsafe SecretBytes.ifValid(count: byteCount) { stream in
      password.withBytes { password in
        unsafe password.withPointer { start in
          let characters = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
          return unsafe crypto_pwhash_scryptsalsa208sha256(
            stream, UInt64(byteCount), characters, UInt64(password.count), salt, cost.operations, Int(cost.memory)) == 0
        }
      }
    }
  }
}

import AgeFile
import CSodium
import Sodium

/// Opens files that are encrypted with a passphrase, which nothing here makes or takes: it is in the tests so that
/// the vectors for it judge the header parser too (C2SP age.md, "The scrypt recipient type").
struct ScryptPassphrase {
  let passphrase: String
  /// Where a passphrase should cost more than two to this power, the file is refused.
  static let highestWorkFactor = 20

  func unwrap(_ stanza: AgeStanza) throws(AgeFailure) -> AgeFileKey? {
    guard stanza.isOf(type: "scrypt") else { return nil }
    guard stanza.arguments.count == 3, stanza.body.count == 32, let workFactor = workFactor(stanza.arguments[2]) else {
      throw .malformedHeader
    }
    let argument = stanza.arguments[1]
    guard let salt = Base64.unpadded.decode(argument.span), salt.count == 16 else { throw .malformedHeader }
    let fullSalt = Array("age-encryption.org/v1/scrypt".utf8) + salt
    let phrase = Array(passphrase.utf8)
    var wrapKey = [UInt8](repeating: 0, count: 32)
    _ = unsafe crypto_pwhash_scryptsalsa208sha256_ll(
      phrase, phrase.count, fullSalt, fullSalt.count, 1 << UInt64(workFactor), 8, 1, &wrapKey, 32)
    let fileKey = unsafe SecretBytes.ifValid(count: 16) { fileKey in
      unsafe ChaCha.open(stanza.body.span, key: wrapKey.span, nonce: ChaChaNonce(), into: fileKey)
    }
    return fileKey.map(AgeFileKey.init)
  }

  private func workFactor(_ digits: [UInt8]) -> Int? {
    guard let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 2,
      digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return value <= Self.highestWorkFactor ? value : nil
  }
}

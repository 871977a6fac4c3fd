package import AgeFile
internal import Sodium

extension AgeRecipient {
  /// A stanza in which this recipient finds `fileKey`, under an ephemeral key of its own; `nil` where the recipient
  /// is a point of low order (C2SP age.md, "The X25519 recipient type").
  package func wrap(_ fileKey: AgeFileKey, using generator: inout some RandomNumberGenerator) -> AgeStanza? {
    let ephemeral = AgeIdentity.generate(using: &generator)
    let share = ephemeral.recipient.key
    guard
      let wrapKey = X25519WrapKey.make(
        scalar: ephemeral.scalar, point: key.span, share: share.span, recipient: key.span)
    else { return nil }
    var body = [UInt8](repeating: 0, count: 16 + ChaCha.tagByteCount)
    fileKey.withBytes { fileKey in
      wrapKey.withBytes { unsafe ChaCha.seal(fileKey, key: $0, nonce: ChaChaNonce(), into: &body) }
    }
    return AgeStanza(arguments: [Array("X25519".utf8), Base64.unpadded.encode(share.span)], body: body)
  }
}

extension AgeRecipient {
  /// Whether only its identity can open what is sealed to it: not so for the few points of low order, with which every
  /// secret is the same one.
  package var hidesWhatItReceives: Bool {
    // The highest bit of a key means nothing (RFC 7748, section 5).
    !LowOrderPoints.all.contains { point in (0..<32).allSatisfy { key[$0] & ($0 == 31 ? 0x7F : 0xFF) == point[$0] } }
  }
}

/// The points whose order divides the cofactor, so that each secret makes zero of them, as numbers below 2^255, the lowest
/// byte first: 0, 1, two of order eight, and around the prime p = 2^255 - 19 the numbers p - 1, p and p + 1.
/// `crypto_scalarmult` refuses these and no others, but takes as long as for any key; a test compares the two.
private enum LowOrderPoints {
  static let all: [[UInt8]] = [
    number(lowest: 0, others: 0, highest: 0),
    number(lowest: 1, others: 0, highest: 0),
    [
      0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3, 0xFA, 0xF1, 0x9F, 0xC4, 0x6A,
      0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32, 0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49, 0xB8, 0x00,
    ],
    [
      0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1, 0x55, 0x9C, 0x83, 0xEF, 0x5B,
      0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C, 0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0, 0x9F, 0x11, 0x57,
    ],
    number(lowest: 0xEC, others: 0xFF, highest: 0x7F),
    number(lowest: 0xED, others: 0xFF, highest: 0x7F),
    number(lowest: 0xEE, others: 0xFF, highest: 0x7F),
  ]

  private static func number(lowest: UInt8, others: UInt8, highest: UInt8) -> [UInt8] {
    [lowest] + [UInt8](repeating: others, count: 30) + [highest]
  }
}

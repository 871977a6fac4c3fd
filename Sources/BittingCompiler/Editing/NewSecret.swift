package import KeyModel
internal import Sodium

/// A secret that was just made, with its token, which is nowhere else. Prints as `<redacted>`.
package struct NewSecret: Sendable, CustomStringConvertible {
  /// The token.
  package let token: Token
  /// SHA-256 of the token.
  package let digest: TokenDigest
  /// From when on it is valid.
  package let created: Instant
  /// The instant at which it is valid no more.
  package let expires: Instant

  /// A secret from `now` on for `lifetime`, but never past the end of its key.
  init(
    prefix: TokenPrefix, environment: EnvironmentName, from now: Instant, lifetime: TimeSpan, keyEnd: Instant?,
    using generator: inout some RandomNumberGenerator
  ) {
    let token = Token(prefix: prefix, environment: environment, using: &generator)
    self.token = token
    digest = TokenDigest(token: token.exposedBytes.span)
    created = now
    expires = min(now + lifetime, keyEnd ?? .latest)
  }

  /// `<redacted>`, and the handle.
  package var description: String { token.description }

  /// The fields of its entry in `secrets`, in order.
  var fields: [(key: String, value: String)] {
    [
      ("handle", token.handle.description), ("sha256", digest.description), ("created", created.description),
      ("expires", expires.description),
    ]
  }
}

extension TokenDigest {
  /// The digest of a token's bytes.
  package init(token: Span<UInt8>) {
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in SHA256.hash(token).enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.init(words: (words[0], words[1], words[2], words[3]))
  }
}

/// The line that hands a token over: `SHOP_ACME_SYNC_KEY=token`.
package enum TokenLine {
  /// The environment variable that a program of the key's holder finds its token in.
  package static func variable(project: Name, key: KeyID) -> String {
    "\(project)_\(key)_key".utf8.reduce(into: "") { name, byte in
      let isLower = byte >= 0x61 && byte <= 0x7A
      name.unicodeScalars.append(Unicode.Scalar(byte == 0x2D ? 0x5F : isLower ? byte - 0x20 : byte))
    }
  }
}

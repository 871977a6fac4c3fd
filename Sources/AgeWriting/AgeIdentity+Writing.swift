public import AgeFile
public import Sodium

extension AgeIdentity {
  /// A new identity, drawn from `generator`.
  public static func generate(using generator: inout some RandomNumberGenerator) -> AgeIdentity {
    AgeIdentity(scalar: generator.secretBytes(count: 32))
  }

  /// `AGE-SECRET-KEY-1…`, without a line end.
  public var text: SecretBytes {
    unsafe SecretBytes(count: Bech32.identity.textCount) { text in
      var end = unsafe text
      scalar.withBytes { scalar in
        Bech32.identity.encode(scalar) { character in
          unsafe end.pointee = character
          unsafe end += 1
        }
      }
    }
  }

  /// The file `age-keygen` writes: when it was made and the recipient as comments, then the identity.
  ///
  /// `created` is an instant as RFC 3339 writes it, such as `2026-11-23T07:00:00Z`.
  public func fileText(created: String) -> SecretBytes {
    let comments = Array("# created: \(created)\n# public key: \(recipient)\n".utf8)
    return text.withBytes { text in
      unsafe SecretBytes(count: comments.count + text.count + 1) { file in
        for index in comments.indices { unsafe file[index] = comments[index] }
        for index in text.indices { unsafe file[comments.count + index] = text[index] }
        unsafe file[comments.count + text.count] = UInt8(ascii: "\n")
      }
    }
  }
}

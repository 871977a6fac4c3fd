/// A token. Git holds digests only, so the tokens of handles are made when a vector is prepared, and their digests take
/// the place of those that the declarations give.
package enum TokenUse: Hashable, Codable, Sendable {
  /// The token of the secret or tombstone with this handle.
  case handle(String)
  /// Exactly these bytes.
  case text(ByteText)
  /// A token of the project that is declared nowhere, with this handle.
  case made(handle: String, environment: String)
  /// The token of a handle, changed; its checksum put right again if that is asked for.
  case changed(handle: String, [Edit], isMended: Bool)
  /// The SHA-256 of another token, as hexadecimal text.
  case digest(handle: String)

  private enum Name: String, CodingKey { case text, made, environment, of, edits, mended, digestOf }

  package init(from decoder: any Decoder) throws {
    if let handle = try? decoder.singleValueContainer().decode(String.self) {
      self = .handle(handle)
      return
    }
    let container = try decoder.container(keyedBy: Name.self)
    if container.contains(.text) {
      self = .text(try container.decode(ByteText.self, forKey: .text))
    } else if container.contains(.made) {
      self = .made(
        handle: try container.decode(String.self, forKey: .made),
        environment: try container.decodeIfPresent(String.self, forKey: .environment) ?? "live")
    } else if container.contains(.digestOf) {
      self = .digest(handle: try container.decode(String.self, forKey: .digestOf))
    } else {
      self = .changed(
        handle: try container.decode(String.self, forKey: .of),
        try container.decode([Edit].self, forKey: .edits),
        isMended: try container.decodeIfPresent(Bool.self, forKey: .mended) ?? false)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    if case .handle(let handle) = self {
      var container = encoder.singleValueContainer()
      try container.encode(handle)
      return
    }
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .handle: break
    case .text(let text): try container.encode(text, forKey: .text)
    case .made(let handle, let environment):
      try container.encode(handle, forKey: .made)
      if environment != "live" { try container.encode(environment, forKey: .environment) }
    case .changed(let handle, let edits, let isMended):
      try container.encode(handle, forKey: .of)
      try container.encode(edits, forKey: .edits)
      if isMended { try container.encode(isMended, forKey: .mended) }
    case .digest(let handle): try container.encode(handle, forKey: .digestOf)
    }
  }
}

/// The credentials of a request: one token, or a list of them.
package enum Credentials: Hashable, Codable, Sendable {
  case one(TokenUse)
  case several([TokenUse])

  package init(from decoder: any Decoder) throws {
    if let tokens = try? decoder.singleValueContainer().decode([TokenUse].self) {
      self = .several(tokens)
    } else {
      self = .one(try TokenUse(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .one(let token): try token.encode(to: encoder)
    case .several(let tokens):
      var container = encoder.singleValueContainer()
      try container.encode(tokens)
    }
  }

  /// The tokens.
  package var tokens: [TokenUse] {
    switch self {
    case .one(let token): [token]
    case .several(let tokens): tokens
    }
  }
}

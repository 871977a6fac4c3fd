/// How a bundle is made. What is not said is as a build makes it: of the vector's files, for the vector's service and
/// environment, issued at the vector's `issued`, good for what the project says, by signer `one` to recipient `service`.
package struct Sealing: Hashable, Codable, Sendable {
  /// Further changes to the declarations, as in the vector.
  package var files: [String: FileChange]?
  /// The service that it is built for.
  package var service: String?
  /// The environment that it is built for.
  package var environment: String?
  /// When it was issued.
  package var issued: String?
  /// When it expires.
  package var expires: String?
  /// Who signs, in this order.
  package var signers: [SignerUse]?
  /// To whom it is encrypted: names of identities.
  package var recipients: [String]?
  /// What is changed of the payload before it is encrypted.
  package var payload: [Edit]?
  /// What is changed of the age file before it is signed.
  package var age: [Edit]?
  /// What is changed of the trusted comment before it is signed.
  package var comment: [Edit]?
  /// What is changed of the whole file.
  package var file: [Edit]?
  /// The file is so many zero bytes instead.
  package var zeros: Int?

  package init() {}
}

/// How a revocation list is made. What is not said is as a build makes it: of the project, issued at the vector's
/// `issued`, by signer `one`.
package struct ListMaking: Hashable, Codable, Sendable {
  /// The tokens that are revoked.
  package var tokens: [TokenUse]?
  /// The project.
  package var project: String?
  /// When it was issued.
  package var issued: String?
  /// Who signs, in this order.
  package var signers: [SignerUse]?
  /// What is changed of the lines before they are signed.
  package var lines: [Edit]?
  /// What is changed of the trusted comment before it is signed.
  package var comment: [Edit]?
  /// What is changed of the whole file.
  package var file: [Edit]?
  /// The file is so many zero bytes instead.
  package var zeros: Int?

  package init() {}
}

/// A signer by name, or one whose signature says something of its own.
///
/// `one`, `two` and `three` are trusted unless the vector says otherwise, `stranger` is not.
package enum SignerUse: Hashable, Codable, Sendable {
  case named(String)
  case special(Special)

  /// What is special about a signature.
  package struct Special: Hashable, Codable, Sendable {
    /// Whose key signs.
    package var signer: String
    /// Whose key id it claims to have.
    package var as_: String?
    /// What is changed of the trusted comment, for this signature only.
    package var comment: [Edit]?
    /// Its untrusted comment.
    package var untrusted: String?

    enum CodingKeys: String, CodingKey {
      case signer, comment, untrusted
      case as_ = "as"
    }
  }

  package init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = .named(name)
    } else {
      self = .special(try Special(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .named(let name):
      var container = encoder.singleValueContainer()
      try container.encode(name)
    case .special(let special): try special.encode(to: encoder)
    }
  }

  /// All that there is to know about the signature.
  package var special: Special {
    switch self {
    case .named(let name): Special(signer: name)
    case .special(let special): special
    }
  }
}

/// A file of the declarations: its lines, or that it is not there.
package enum FileChange: Hashable, Codable, Sendable {
  case lines([String])
  case removed

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = container.decodeNil() ? .removed : .lines(try container.decode([String].self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .lines(let lines): try container.encode(lines)
    case .removed: try container.encodeNil()
    }
  }
}

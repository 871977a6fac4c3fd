internal import Diagnostics
package import KeyModel
internal import YAMLSource

/// What somebody asks for in a new key.
package struct KeyDraft: Sendable {
  /// The key's name.
  package var id: KeyID
  /// The name of its type.
  package var type: Name
  /// Where it is valid.
  package var environment: EnvironmentName
  /// Who answers for it.
  package var owner: Text
  /// What it is for.
  package var purpose: Text
  /// Whose data it asks for.
  package var tenant: TenantClaim?
  /// What it asks for.
  package var scopes: [ScopePattern]
  /// How fast it may go; nil: the type's default.
  package var rate: Rate?
  /// Where it may come from; empty: anywhere.
  package var networks: [Network]
  /// The end of the key itself.
  package var expires: Instant?
  /// The schema that its file names for editors, as a path relative to the root; nil: none.
  package var schema: String?

  /// A key that asks for `scopes`, and for nothing else that it need not say.
  package init(
    id: KeyID, type: Name, environment: EnvironmentName, owner: Text, purpose: Text, scopes: [ScopePattern],
    tenant: TenantClaim? = nil, rate: Rate? = nil, networks: [Network] = [], expires: Instant? = nil,
    schema: String? = nil
  ) {
    self.id = id
    self.type = type
    self.environment = environment
    self.owner = owner
    self.purpose = purpose
    self.tenant = tenant
    self.scopes = scopes
    self.rate = rate
    self.networks = networks
    self.expires = expires
    self.schema = schema
  }

  /// Where it is declared.
  var path: String { "keys/\(type)/\(id).yaml" }

  /// The line that tells an editor the schema, by its path from the folder of the key.
  private var modeline: String? {
    let up = String(repeating: "../", count: path.utf8.count { $0 == 0x2F })
    return schema.map { "# yaml-language-server: $schema=\(up)\($0)" }
  }

  /// The document that declares it with one secret, its fields in canonical order; fails for a text with a character
  /// that no reviewer would see.
  func document(with secret: NewSecret) throws(EditFailure) -> [UInt8] {
    var lines = modeline.map { [$0] } ?? []
    lines += ["key: \(id)", "type: \(type)", "environment: \(environment)"]
    lines.append("owner: \(try Document.scalar(owner.string, of: "owner"))")
    lines.append("purpose: \(try Document.scalar(purpose.string, of: "purpose"))")
    if let tenant { lines.append("tenant: \(try Document.scalar(tenant.text, of: "tenant"))") }
    lines.append("scopes: \(try Document.list(scopes, of: "scopes"))")
    if let rate { lines.append("rate: \(rate)") }
    if !networks.isEmpty { lines.append("networks: \(try Document.list(networks, of: "networks"))") }
    if let expires { lines.append("expires: \(expires.seconds % 86_400 == 0 ? expires.date : expires.description)") }
    lines.append("secrets:")
    for (index, field) in secret.fields.enumerated() {
      let value = try Document.scalar(field.value, of: field.key)
      lines.append("\(index == 0 ? "  - " : "    ")\(field.key): \(value)")
    }
    return Document.bytes(lines)
  }
}

/// Writes the parts of a new document.
enum Document {
  /// `text` as the value of `field`; fails where somebody put a secret in, or what no reviewer would see.
  static func scalar(_ text: String, of field: String) throws(EditFailure) -> String {
    guard SecretPlace.all(in: text.utf8.span).isEmpty else { throw .holdsSecret(field: field) }
    guard let written = YAMLScalarText.written(text) else { throw .hiddenCharacter(field: field) }
    return written
  }

  /// `items` in brackets.
  static func list(_ items: [some CustomStringConvertible], of field: String) throws(EditFailure) -> String {
    var written: [String] = []
    for item in items { written.append(try scalar(item.description, of: field)) }
    return "[\(written.joined(separator: ", "))]"
  }

  /// The lines, each with its line feed.
  static func bytes(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

extension TenantClaim {
  /// The tenant as it is written.
  var text: String {
    switch self {
    case .all: "*"
    case .one(let name): name.description
    }
  }
}

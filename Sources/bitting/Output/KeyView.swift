internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// A key as it is in a bundle.
struct KeyView {
  private let id: String
  private let type: String
  private let owner: String
  private var tenant: String?
  private var scopes: [String] = []
  private var flags: [String] = []
  private var secrets: [SecretView] = []

  private struct SecretView {
    let handle: String?
    let starts: Instant
    let ends: Instant
  }

  /// All keys, by name; what a decision needs of them stands with their secrets.
  static func all(of image: borrowing BundleImage) -> [KeyView] {
    var keys = (0..<image.count(of: .keys)).map { KeyView($0, image) }
    for index in 0..<image.count(of: .secrets) {
      let secret = image.secret(index)
      guard secret.keyIndex != SecretRecord.noKey, secret.flagBits & SecretRecord.Flag.revoked == 0 else { continue }
      keys[Int(secret.keyIndex)].add(secret, image)
    }
    return keys.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  private init(_ index: Int, _ image: borrowing BundleImage) {
    let key = image.key(index)
    id = Text(copying: image.text(key.id)).string
    owner = TokenRedactor.redact(Text(copying: image.text(key.owner)).string)
    type = Text(copying: image.text(image.type(Int(key.typeIndex)).name)).string
  }

  private mutating func add(_ secret: SecretRecord, _ image: borrowing BundleImage) {
    let starts = Instant(seconds: secret.startSeconds)
    secrets.append(SecretView(handle: secret.handle?.description, starts: starts, ends: secret.ends))
    secrets.sort { ($0.starts, $0.handle ?? "") < ($1.starts, $1.handle ?? "") }
    flags = KeyView.flags(secret.flagBits)
    tenant = KeyView.tenant(secret.tenantText, image)
    scopes = KeyView.scopes(secret.grantSet, image)
  }

  private static func flags(_ bits: UInt8) -> [String] {
    [(SecretRecord.Flag.disabled, "disabled"), (SecretRecord.Flag.decoy, "decoy")].filter { bits & $0.0 != 0 }.map(\.1)
  }

  private static func tenant(_ reference: UInt32, _ image: borrowing BundleImage) -> String? {
    switch reference {
    case SecretRecord.noTenant: nil
    case SecretRecord.allTenants: "*"
    default: Text(copying: image.text(reference)).string
    }
  }

  /// The highest scope of each resource; those below are included.
  private static func scopes(_ set: UInt32, _ image: borrowing BundleImage) -> [String] {
    let granted = (0..<image.count(of: .scopes)).filter { image.grants(set, include: UInt32($0)) }
    return granted.enumerated().filter { place, index in
      guard place + 1 < granted.count else { return true }
      return image.scope(granted[place + 1]).resource != image.scope(index).resource
    }.map { ScopeView.text($0.element, image) }
  }

  /// A line about the key, and one about each of its secrets.
  var text: String {
    let facts = [type, tenant.map { "tenant \($0)" }, scopes.joined(separator: " ")].compactMap(\.self) + flags
    let lines = secrets.map { "    \($0.handle ?? "imported")  \($0.starts) to \($0.ends)\n" }
    let line = "  \(id)  \(facts.filter { !$0.isEmpty }.joined(separator: ", "))"
    return Console.shown("\(line), \(owner)") + "\n" + lines.joined()
  }

  /// The same for programs.
  var json: JSONValue {
    .object([
      ("key", .string(id)), ("type", .string(type)), ("owner", .string(owner)), ("tenant", .string(orNull: tenant)),
      ("scopes", .array(scopes.map { .string($0) })), ("flags", .array(flags.map { .string($0) })),
      (
        "secrets",
        .array(
          secrets.map { secret in
            .object([
              ("handle", .string(orNull: secret.handle)), ("starts", .string(secret.starts.description)),
              ("ends", .string(secret.ends.description)),
            ])
          })
      ),
    ])
  }
}

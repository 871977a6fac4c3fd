internal import BittingCompiler
internal import BundleWriting
internal import Diagnostics
internal import KeyModel

/// What a declared key is and how far it goes, for people and for programs; no token is in any of it.
struct KeyFacts {
  let id: String
  let type: String?
  let environment: String?
  let owner: String?
  let purpose: String?
  /// Whose data: a name, `*` for everybody's, nil for nobody's.
  let tenant: String?
  /// Where it may come from; nil: anywhere.
  let networks: [String]?
  /// The public name of the secret that counts; nil for one from elsewhere, too.
  let handle: String?
  /// From when on that secret is good, the key's own window included.
  let starts: Instant?
  /// When it ends, the key's own end included.
  let ends: Instant?
  let rate: String
  let burst: Int?
  let quota: String?

  init(_ key: Catalog.Key, _ secret: SecretDeclaration?) {
    let declared = key.declaration
    id = key.id.description
    type = key.type?.name.description
    environment = key.environment?.description
    owner = (declared.owner?.value.string).map(TokenRedactor.redact)
    purpose = (declared.purpose?.value.string).map(TokenRedactor.redact)
    tenant = KeyFacts.tenant(key.tenantReach)
    networks = declared.networks?.map(\.value.description)
    handle = secret?.handle?.value.description
    starts = secret.map { max($0.created.value, declared.notBefore?.value ?? .earliest) }
    ends = secret.map { min($0.expires.value, declared.expires?.value ?? .latest) }
    let limits = key.limits
    rate = limits.rate.description
    burst = limits.rate == .unlimited ? nil : Int(limits.burst)
    quota = limits.quota?.description
  }

  private static func tenant(_ reach: BundleContent.TenantReach) -> String? {
    switch reach {
    case .none: nil
    case .all: "*"
    case .one(let tenant): tenant.description
    }
  }

  /// The limits: `600/min, burst 50, 1000000/month`.
  var limits: String {
    [rate, burst.map { "burst \($0)" }, quota].compactMap(\.self).joined(separator: ", ")
  }

  /// The same for programs.
  var members: [(name: String, value: JSONValue)] {
    [
      ("key", .string(id)), ("type", .string(orNull: type)), ("environment", .string(orNull: environment)),
      ("owner", .string(orNull: owner)), ("tenant", .string(orNull: tenant)),
      ("networks", networks.map { .array($0.map { .string($0) }) } ?? .null), ("handle", .string(orNull: handle)),
      ("starts", .string(orNull: starts?.description)), ("ends", .string(orNull: ends?.description)),
      ("rate", .string(rate)), ("burst", burst.map { .int($0) } ?? .null), ("quota", .string(orNull: quota)),
    ]
  }
}

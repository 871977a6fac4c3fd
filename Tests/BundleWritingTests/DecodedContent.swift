import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel

/// What a payload says, read through the image's views and told in plain values.
struct DecodedContent: Equatable {
  struct Key: Equatable {
    var id, type, owner: String
    var limits: String
  }

  struct Secret: Equatable {
    var digest: TokenDigest
    var handle: Handle?
    var starts: Int64 = 0
    var ends: Int64 = 0
    var key: String?
    var type: String?
    var grants: Set<String> = []
    var flags: UInt8 = 0
    var tenant: String? = "none"
    var admitted: [Bool] = RandomShop.addresses.map { _ in true } + [true]
  }

  var names: [String]
  var levels: [String]
  var scopes: Set<String>
  var types: [String]
  var keys: [Key]
  var secrets: [Secret]
  var routes: [String]
}

extension DecodedContent {
  init(_ image: borrowing BundleImage) {
    names = [string(image.project), string(image.service), string(image.environment), string(image.tokenLead)]
    levels = []
    for index in 0..<image.count(of: .levels) { levels.append(string(image.text(image.level(index)))) }
    scopes = []
    for index in 0..<image.count(of: .scopes) { scopes.insert(DecodedContent.scope(index, image)) }
    types = []
    for index in 0..<image.count(of: .types) {
      let type = image.type(index)
      types.append("\(string(image.text(type.name))) \(type.staleAfter) \(type.action)")
    }
    (keys, secrets, routes) = ([], [], [])
    for index in 0..<image.count(of: .keys) { keys.append(DecodedContent.key(index, image)) }
    for index in 0..<image.count(of: .secrets) { secrets.append(DecodedContent.secret(index, image)) }
    for index in 0..<image.count(of: .routes) { routes.append(DecodedContent.route(index, image)) }
  }

  private static func scope(_ index: Int, _ image: borrowing BundleImage) -> String {
    let scope = image.scope(index)
    return "\(string(image.text(scope.resource))):\(string(image.text(image.level(Int(scope.level)))))"
  }

  private static func key(_ index: Int, _ image: borrowing BundleImage) -> Key {
    let key = image.key(index)
    let limits = image.limits(Int(key.limitIndex))
    let text =
      "\(limits.rateCount)/\(limits.rateUnit) \(limits.burst) \(limits.quotaCount)"
      + "/\(limits.quotaWindow?.description ?? "none")"
    return Key(
      id: string(image.text(key.id)), type: string(image.text(image.type(Int(key.typeIndex)).name)),
      owner: string(image.text(key.owner)), limits: text)
  }

  private static func secret(_ index: Int, _ image: borrowing BundleImage) -> Secret {
    let record = image.secret(index)
    var secret = Secret(digest: image.digest(index), handle: record.handle)
    (secret.starts, secret.ends, secret.flags) = (record.startSeconds, record.endSeconds, record.flagBits)
    if record.keyIndex != SecretRecord.noKey {
      secret.key = string(image.text(image.key(Int(record.keyIndex)).id))
      secret.type = string(image.text(image.type(Int(record.typeIndex)).name))
    }
    for scope in 0..<image.count(of: .scopes) where image.grants(record.grantSet, include: UInt32(scope)) {
      secret.grants.insert(DecodedContent.scope(scope, image))
    }
    switch record.tenantText {
    case SecretRecord.noTenant: secret.tenant = "none"
    case SecretRecord.allTenants: secret.tenant = "all"
    default: secret.tenant = "one \(string(image.text(record.tenantText)))"
    }
    secret.admitted = []
    for address in RandomShop.addresses { secret.admitted.append(image.networks(record.networkSet, admit: address)) }
    secret.admitted.append(image.networks(record.networkSet, admit: nil))
    return secret
  }

  private static func route(_ index: Int, _ image: borrowing BundleImage) -> String {
    let route = image.route(index)
    let scope = route.isPublic ? "public" : DecodedContent.scope(Int(route.scope), image)
    let tenant = route.tenantSegment == RouteRecord.noTenant ? "none" : "\(route.tenantSegment)"
    return "\(string(image.text(route.template))) \(scope) \(route.cost) \(tenant)"
  }
}

extension DecodedContent {
  /// What a payload of `content` has to say.
  init(_ content: BundleContent) {
    let lead = "\(content.tokenPrefix)_\(content.environment)_"
    names = [content.project.description, content.service.description, content.environment.description, lead]
    levels = content.levels.map(\.description)
    scopes = Set(content.scopes.map(\.description))
    types = content.types.sorted { $0.name < $1.name }.map { type in
      "\(type.name) \(type.staleAfter?.seconds ?? .max) \(type.staleAction)"
    }
    keys = content.keys.sorted { $0.id < $1.id }.map(DecodedContent.key)
    routes = content.routes.sorted { $0.template < $1.template }.map { route in
      let tenant = route.template.tenantIndex?.description ?? "none"
      return "\(route.template) \(route.scope?.description ?? "public") \(route.cost) \(tenant)"
    }
    secrets = []
    for key in content.keys {
      secrets += key.secrets.map { DecodedContent.secret($0, key, content) }
    }
    for tombstone in content.tombstones { bury(tombstone, content) }
    secrets.sort { $0.digest < $1.digest }
  }

  private static func key(_ key: BundleContent.Key) -> Key {
    let rate =
      switch key.limits.rate {
      case .unlimited: "0/s"
      case .limited(let count, let unit): "\(count)/\(unit)"
      }
    let quota = key.limits.quota.map { "\($0.count)/\($0.window)" } ?? "0/none"
    return Key(
      id: key.id.description, type: key.type.description, owner: key.owner.string,
      limits: "\(rate) \(key.limits.burst) \(quota)")
  }

  private static func secret(
    _ secret: BundleContent.Secret, _ key: BundleContent.Key, _ content: BundleContent
  ) -> Secret {
    var decoded = Secret(digest: secret.digest, handle: secret.handle)
    decoded.starts = max(secret.starts, min(key.starts ?? .earliest, secret.ends)).seconds
    decoded.ends = min(secret.ends, key.ends ?? .latest).seconds
    (decoded.key, decoded.type) = (key.id.description, key.type.description)
    let levels = content.levels
    for scope in content.scopes {
      let isIncluded = key.grants.contains { grant in
        grant.resource == scope.resource
          && levels.firstIndex(of: grant.level)! >= levels.firstIndex(of: scope.level)!
      }
      if isIncluded { decoded.grants.insert(scope.description) }
    }
    decoded.flags = (key.isDecoy ? 2 : 0) | (key.isDisabled ? 4 : 0)
    switch key.tenant {
    case .none: decoded.tenant = "none"
    case .all: decoded.tenant = "all"
    case .one(let tenant): decoded.tenant = "one \(tenant)"
    }
    decoded.admitted =
      RandomShop.addresses.map { address in key.networks?.contains { $0.contains(address) } ?? true }
      + [key.networks == nil]
    return decoded
  }

  private mutating func bury(_ tombstone: BundleContent.Tombstone, _ content: BundleContent) {
    if let index = secrets.firstIndex(where: { $0.digest == tombstone.digest }) {
      secrets[index].flags |= 1
      return
    }
    var secret = Secret(digest: tombstone.digest, handle: tombstone.handle, flags: 1)
    if let key = content.keys.first(where: { $0.id == tombstone.key }) {
      (secret.key, secret.type) = (key.id.description, key.type.description)
    }
    secrets.append(secret)
  }
}

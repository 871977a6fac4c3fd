import KeyModel
import RepositorySupport
import TestSupport

extension Shop {
  static let resourceNames = ["r0", "r1", "r2", "r3"]
  static let segments = ["a", "b", "acme", "{x}", "{tenant}"]
  static let tenants = ["acme", "zen", "*"]
  static let networks = [
    "203.0.113.0/24", "203.0.113.128/25", "198.51.100.0/24", "0.0.0.0/0", "::/0", "2001:db8::/32", "203.0.113.9",
    "::ffff:203.0.113.0/120",
  ]

  /// A shop made up at random.
  init(random: inout SeededGenerator) {
    for name in Shop.resourceNames { resources[name] = Shop.resource(&random) }
    for name in ["front", "back"] { services[name] = Shop.owned(&random) }
    for name in ["t0", "t1", "t2"] { types[name] = Shop.type(&random) }
    for service in ["front", "back"] {
      routes[service] = [:]
      for _ in 0..<6 { addRoute(to: service, &random) }
    }
    for index in 0..<5 {
      keys["key-\(index)"] = key(&random)
      for place in 0..<Int.random(in: 0...2, using: &random) {
        let secret = secret(index * 10 + place, &random)
        keys["key-\(index)"]?.secrets.append(secret)
      }
    }
    if random.chance(1, of: 2) { tombstones[90] = "key-0" }
    if random.chance(1, of: 6) { tombstones[10] = "key-1" }
  }

  private static func resource(_ random: inout SeededGenerator) -> Resource {
    let levels = ["read", "write", "admin"].filter { _ in random.chance(2, of: 3) }
    return Resource(levels: levels.isEmpty ? ["write"] : levels, isSensitive: random.chance(1, of: 5))
  }

  private static func owned(_ random: inout SeededGenerator) -> [String] {
    let owned = resourceNames.filter { _ in random.chance(2, of: 3) }
    return owned.isEmpty ? ["r0"] : owned
  }

  private static func type(_ random: inout SeededGenerator) -> KeyType {
    KeyType(
      tenant: pick(["required", "optional", "all"], &random), staleAfter: pick([nil, "0", "1h", "2d", "30d"], &random),
      staleThen: pick([nil, "allow", "read-only", "deny"], &random))
  }

  static func pick<Item>(_ items: [Item], _ random: inout SeededGenerator) -> Item {
    items[Int.random(in: 0..<items.count, using: &random)]
  }

  private static func instant(_ random: inout SeededGenerator, _ days: Range<Int64>) -> Int64 {
    start + Int64.random(in: days, using: &random) * day
  }

  private func key(_ random: inout SeededGenerator) -> Key {
    Key(
      type: Shop.pick(["t0", "t1", "t2"], &random), environment: random.chance(4, of: 5) ? "live" : "test",
      scopes: Shop.scopes(&random), tenant: Shop.pick([nil, "acme", "zen", "*"], &random),
      networks: random.chance(1, of: 2) ? nil : Shop.networkList(&random),
      notBefore: random.chance(1, of: 5) ? Shop.instant(&random, -1..<4) : nil,
      expires: random.chance(1, of: 4) ? Shop.instant(&random, 0..<12) : nil, isDisabled: random.chance(1, of: 10),
      isDecoy: random.chance(1, of: 12), secrets: [])
  }

  private static func scopes(_ random: inout SeededGenerator) -> [String] {
    let all = ["*:read", "*:write", "*:*", "r0:*", "r1:*", "r2:*", "r3:*", "r0:read", "r1:write", "r2:read"]
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(all, &random) }
  }

  private static func networkList(_ random: inout SeededGenerator) -> [String] {
    (0..<Int.random(in: 1...2, using: &random)).map { _ in pick(networks, &random) }
  }

  private mutating func secret(_ name: Int, _ random: inout SeededGenerator) -> Secret {
    let isForeign = random.chance(1, of: 8)
    if isForeign { foreign.insert(name) }
    return Secret(
      name: name, hasHandle: !isForeign, created: Shop.instant(&random, -3..<3), expires: Shop.instant(&random, 3..<12))
  }

  /// Adds a route whose shape the service has not; with every scope that may be there, also one that is not.
  mutating func addRoute(to service: String, _ random: inout SeededGenerator) {
    var parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in Shop.pick(Shop.segments, &random) }
    while parts.count(where: { $0 == "{tenant}" }) > 1 { parts[parts.firstIndex(of: "{tenant}") ?? 0] = "{x}" }
    let route = "\(random.chance(3, of: 4) ? "GET" : "POST") /\(parts.joined(separator: "/"))"
    let shape = { (route: String) in route.replacing("{tenant}", with: "{}").replacing("{x}", with: "{}") }
    guard !(routes[service] ?? [:]).keys.contains(where: { shape($0) == shape(route) }) else { return }
    let access = access(&random)
    routes[service, default: [:]][route] = access
  }

  private func access(_ random: inout SeededGenerator) -> String {
    if random.chance(1, of: 8) { return "public" }
    return "\(Shop.pick(Shop.resourceNames, &random)):\(Shop.pick(["read", "write", "admin"], &random))"
  }
}

// Edits.
extension Shop {
  /// Changes one thing, and says what.
  mutating func edit(_ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<26, using: &random) {
    case 0..<14: return editKey(&random)
    case 14..<17: return editRoute(&random)
    case 17: return editResource(&random)
    case 18:
      let service = Shop.pick(["front", "back", "extra"], &random)
      services[service] = services[service] != nil && random.chance(1, of: 4) ? nil : Shop.owned(&random)
      return "service \(service)"
    case 19, 20:
      types[Shop.pick(["t0", "t1", "t2"], &random)] = Shop.type(&random)
      return "type"
    case 21:
      validFor = Shop.pick(["0", "1d", "6d", "8d"], &random)
      return "valid_for"
    case 22:
      levels = Shop.pick(
        [
          ["read", "write", "admin"], ["write", "read", "admin"], ["read", "write"],
          ["zero", "read", "write", "admin"],
        ], &random)
      return "levels"
    case 23:
      prefix = Shop.pick(["shop", "store"], &random)
      return "prefix"
    case 24:
      environments = Shop.pick([["live", "test"], ["live"], ["test"]], &random)
      return "environments"
    default: return editTombstone(&random)
    }
  }

  private mutating func editKey(_ random: inout SeededGenerator) -> String {
    let name = Shop.pick(keys.keys.sorted(), &random)
    guard var key = keys[name] else { return "nothing" }
    let fresh = self.key(&random)
    var what = ""
    switch Int.random(in: 0..<15, using: &random) {
    case 0: (key.type, what) = (fresh.type, "type")
    case 1: (key.environment, what) = (fresh.environment, "environment")
    case 2, 3: (key.scopes, what) = (fresh.scopes, "scopes")
    case 4: (key.tenant, what) = (fresh.tenant, "tenant")
    case 5, 6: (key.networks, what) = (fresh.networks, "networks")
    case 7: (key.notBefore, what) = (fresh.notBefore, "not_before")
    case 8: (key.expires, what) = (fresh.expires, "expires")
    case 9: (key.isDisabled, what) = (!key.isDisabled, "disabled")
    case 10: (key.isDecoy, what) = (!key.isDecoy, "decoy")
    case 11, 12: what = editSecrets(&key, &random)
    case 13:
      keys[name] = nil
      let other = random.chance(1, of: 2) ? "renamed-\(name)" : nil
      if let other { keys[other] = key }
      if keys.isEmpty { keys["lonely"] = fresh }
      return "key \(name) \(other.map { "renamed to \($0)" } ?? "removed")"
    default:
      var added = fresh
      added.secrets = [secret(70 + Int.random(in: 0..<9, using: &random), &random)]
      if !keys.values.contains(where: { $0.secrets.contains { $0.name == added.secrets[0].name } }) {
        keys["added"] = added
      }
      return "key added"
    }
    keys[name] = key
    return "\(what) of \(name)"
  }

  private mutating func editSecrets(_ key: inout Key, _ random: inout SeededGenerator) -> String {
    let used = Set(keys.values.flatMap { $0.secrets.map(\.name) })
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where !key.secrets.isEmpty:
      key.secrets.removeLast()
      return "secret gone"
    case 1 where !key.secrets.isEmpty:
      key.secrets[0].expires = Shop.instant(&random, 3..<12)
      return "secret's end"
    case 2 where !key.secrets.isEmpty:
      key.secrets[0].created = Shop.instant(&random, -3..<3)
      return "secret's begin"
    case 3:
      guard let other = keys.keys.sorted().first(where: { keys[$0]?.secrets.isEmpty == false && !isSame($0, key) }),
        let moved = keys[other]?.secrets.popLast()
      else { return "nothing" }
      key.secrets.append(moved)
      return "secret moved from \(other)"
    default:
      let name = (60..<70).first { !used.contains($0) } ?? 69
      guard !used.contains(name) else { return "nothing" }
      key.secrets.append(secret(name, &random))
      return "secret added"
    }
  }

  private func isSame(_ name: String, _ key: Key) -> Bool {
    keys[name]?.secrets.map(\.name) == key.secrets.map(\.name)
  }

  private mutating func editRoute(_ random: inout SeededGenerator) -> String {
    let service = Shop.pick(routes.keys.sorted(), &random)
    let existing = (routes[service] ?? [:]).keys.sorted()
    if existing.isEmpty || random.chance(1, of: 3) {
      addRoute(to: service, &random)
      return "route added"
    }
    let route = Shop.pick(existing, &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      routes[service]?[route] = nil
      return "\(route) gone"
    case 1:
      let other =
        route.contains("{tenant}")
        ? route.replacing("{tenant}", with: "{x}") : route.replacing("{x}", with: "{tenant}", maxReplacements: 1)
      let access = routes[service]?.removeValue(forKey: route)
      routes[service]?[other] = access
      return "\(route) now \(other)"
    default:
      let access = access(&random)
      routes[service]?[route] = access
      return "\(route) takes something else"
    }
  }

  private mutating func editResource(_ random: inout SeededGenerator) -> String {
    let name = Shop.pick(Shop.resourceNames, &random)
    resources[name] = resources[name] != nil && random.chance(1, of: 6) ? nil : Shop.resource(&random)
    return "resource \(name)"
  }

  private mutating func editTombstone(_ random: inout SeededGenerator) -> String {
    if !tombstones.isEmpty, random.chance(1, of: 2) {
      tombstones = [:]
      return "tombstones gone"
    }
    let names = keys.sorted { $0.key < $1.key }.flatMap { key in key.value.secrets.map { ($0.name, key.key) } }
    guard !names.isEmpty else { return "nothing" }
    let (name, key) = Shop.pick(names, &random)
    tombstones[name] = key
    return "tombstone of \(name)"
  }
}

import BittingRuntime
import BundleFormat
import BundleWriting
import Glibc
import KeyModel
import TestSupport

/// A bundle's content of a given size, as a company of that size might have it: the same numbers give the same content.
struct SampleGate {
  let keys: Int
  let seed: UInt64

  static let project = Name("shop")!
  static let service = Name("storefront")!
  static let environment = EnvironmentName("live")!
  static let prefix = TokenPrefix("shop")!
  static let issued = Instant("2026-11-20T06:00:00Z")!
  static let expires = Instant("2026-11-27T06:00:00Z")!
  /// When all decisions are made: every window is open.
  static let now = Instant("2026-11-20T12:00:00Z")!

  /// In the order of their bytes.
  static let scopes = [
    "appointments:read", "bulk:write", "invoices:read", "orders:read", "orders:write", "refunds:read", "refunds:write",
    "webhooks:admin", "webhooks:read", "webhooks:write",
  ]
  static let levels = ["read", "write", "admin"]
  /// Routes that need a scope.
  static let routes = [
    ("GET", "/v1/tenants/{tenant}/orders", "orders:read"), ("POST", "/v1/tenants/{tenant}/orders", "orders:write"),
    ("GET", "/v1/tenants/{tenant}/orders/{order}", "orders:read"),
    ("POST", "/v1/tenants/{tenant}/orders/bulk", "bulk:write"),
    ("GET", "/v1/tenants/{tenant}/invoices/{invoice}", "invoices:read"),
    ("GET", "/v1/tenants/{tenant}/appointments", "appointments:read"),
    ("GET", "/v1/tenants/{tenant}/webhooks", "webhooks:read"),
    ("POST", "/v1/tenants/{tenant}/webhooks", "webhooks:write"),
    ("DELETE", "/v1/tenants/{tenant}/webhooks/{hook}", "webhooks:admin"),
    ("POST", "/v1/tenants/{tenant}/refunds", "refunds:write"),
  ]
  /// What the keys of a type are granted: one of three sets.
  static let grants = [
    ["orders:write", "bulk:write"], ["orders:write", "webhooks:admin"], ["orders:read", "invoices:read"],
    ["orders:write", "invoices:read", "appointments:read"], ["orders:read", "refunds:write"], ["orders:write"],
  ]
  static let types = [("client", StaleAction.deny), ("internal", .deny), ("partner", .readOnly)]
  static let freshness = TimeSpan("3d")!
  /// How many sets of networks there are, of one IPv4 network each.
  static let networks = 1_000

  /// Key `number`.
  subscript(_ number: Int) -> SampleGateKey { SampleGateKey(number: number, of: self) }

  /// What the bundle says.
  var content: BundleContent {
    var content = BundleContent(
      project: SampleGate.project, service: SampleGate.service, environment: SampleGate.environment,
      tokenPrefix: SampleGate.prefix, levels: SampleGate.levels.map { Name($0)! },
      scopes: SampleGate.scopes.map { Scope($0)! })
    content.types = SampleGate.types.map { name, action in
      .init(name: Name(name)!, staleAfter: SampleGate.freshness, staleAction: action)
    }
    content.routes = SampleGate.routes.map { method, path, scope in
      .init(template: RouteTemplate("\(method) \(path)")!, scope: Scope(scope)!)
    }
    let grants = SampleGate.grants.map { $0.map { Scope($0)! } }
    content.keys = (0..<keys).map { self[$0].content(grants) }
    for number in 0..<keys where SampleGateKey.State(of: number) == .revoked {
      let key = content.keys[number]
      content.tombstones.append(.init(digest: key.secrets[0].digest, handle: key.secrets[0].handle, key: key.id))
    }
    return content
  }

  /// A key in `state`, drawn from `random`.
  func key(_ state: SampleGateKey.State, using random: inout SeededGenerator) -> SampleGateKey {
    while true {
      let number = Int.random(in: 0..<keys, using: &random)
      if SampleGateKey.State(of: number) == state { return self[number] }
    }
  }

  /// A token in the form of the others that no key has.
  func unknownToken(_ number: Int) -> Token {
    var random = SeededGenerator(seed: ~seed &- UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
    return Token(prefix: SampleGate.prefix, environment: SampleGate.environment, using: &random)
  }

  /// The same with the handle of a token that some key has.
  func wrongToken(_ number: Int, _ handle: Handle) -> Token {
    var random = SeededGenerator(seed: ~seed &- UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
    return Token(prefix: SampleGate.prefix, environment: SampleGate.environment, handle: handle, using: &random)
  }

  /// Now, by the system's clocks, as a host asks them; the time of day is moved to when all windows are open.
  static var moment: Moment {
    var (day, steady) = (timespec(), timespec())
    unsafe clock_gettime(CLOCK_REALTIME_COARSE, &day)
    unsafe clock_gettime(CLOCK_MONOTONIC, &steady)
    return Moment(
      utc: Instant(seconds: issued.seconds + Int64(day.tv_sec % 3_600)),
      steady: UInt64(steady.tv_sec) * 1_000_000_000 + UInt64(steady.tv_nsec))
  }
}

import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Sodium
import TestSupport

/// Bundles whose keys differ in what they may do, and routes that count as 1, 2, 5 and 50.
struct LimitShop {
  static let costs: [UInt32] = [1, 2, 5, 50]
  static let base = RandomShop.base
  let workshop = Workshop()

  /// The token of secret `secret` of key `key`.
  static func token(_ key: Int, _ secret: Int = 0) -> [UInt8] { Array("limit-token-\(key)-\(secret)".utf8) }

  /// A gate on keys with these limits; nil where a key is missing.
  func gate(_ limits: [BundleContent.Limits?]) throws -> Gate {
    var content = Samples.empty()
    content.types = [.init(name: name("partner"), staleAfter: nil, staleAction: .allow)]
    content.routes = LimitShop.costs.map {
      .init(template: route("GET /c\($0)"), scope: scope("orders:read"), cost: $0)
    }
    content.keys = limits.enumerated().compactMap { number, limits in
      limits.map { LimitShop.key(number, $0) }
    }
    return try workshop.open(try workshop.seal(content), at: workshop.issued).gate
  }

  private static func key(_ number: Int, _ limits: BundleContent.Limits) -> BundleContent.Key {
    .init(
      id: keyID("key-\(number)"), type: name("partner"), owner: Text("o"), tenant: .none,
      grants: [scope("orders:read")], networks: nil, limits: limits,
      secrets: (0..<2).map {
        .init(digest: digest(token(number, $0)), handle: nil, starts: .earliest, ends: .latest)
      })
  }

  static func limits(_ rate: String, _ burst: UInt32 = 0, _ quota: String? = nil) -> BundleContent.Limits {
    .init(rate: Rate(rate)!, burst: burst, quota: quota.map { Quota($0)! })
  }

  static func random(using generator: inout some RandomNumberGenerator) -> BundleContent.Limits? {
    if generator.chance(10) { return nil }
    let rates = [
      "unlimited", "7/s", "10/s", "60/min", "1000/h", "1/d", "997/s", "31/min", "33/h", "999983/s", "4294967295/s",
    ]
    let rate = rates.randomElement(using: &generator)!
    let quota = [nil, nil, "20/hour", "100/hour", "60/day", "300/month", "9000000000000000/month"]
      .randomElement(using: &generator)!
    let burst = [1, 2, 7, 10, 60, 4_000_000_000].randomElement(using: &generator)!
    return limits(rate, rate == "unlimited" ? 0 : UInt32(burst), quota)
  }
}

extension Authorizer {
  /// What `body` makes of a request with the token of `key` on the route that counts as `cost`.
  func ask<Result>(
    _ key: Int, secret: Int = 0, cost: UInt32 = 1, at now: Moment, _ body: (Decision) -> Result
  ) -> Result {
    let (token, path) = (LimitShop.token(key, secret), Array("/c\(cost)".utf8))
    let request = Request.route(method: "GET".utf8.span, path: path.span)
    return authorize(.token(token.span), request, from: nil, at: now, body)
  }

  /// Why a request is denied; nil if it is allowed.
  func ask(_ key: Int, secret: Int = 0, cost: UInt32 = 1, at now: Moment) -> DenialReason? {
    ask(key, secret: secret, cost: cost, at: now) { $0.reason }
  }

  /// Why a request is denied, and what is used up.
  func usage(_ key: Int, secret: Int = 0, cost: UInt32 = 1, at now: Moment) -> (DenialReason?, Usage?) {
    ask(key, secret: secret, cost: cost, at: now) { decision in
      switch decision {
      case .allow(let grant): (nil, grant.usage)
      case .deny(let denial): (denial.reason, denial.usage)
      }
    }
  }
}

import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel

/// One of several bundles that tell everything differently, for the same token and request.
struct Revision: Hashable {
  static let count = 6
  static let token = Array("shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3".utf8)
  static let now = Moment(utc: RandomShop.base + span("1h"), steady: 0)

  let number: Int

  /// Every third one grants nothing.
  var reason: DenialReason? { number % 3 == 2 ? .scope : nil }

  var content: BundleContent {
    var content = Samples.empty()
    content.types = [.init(name: name("t\(number)"), staleAfter: nil, staleAction: .deny)]
    content.routes = [.init(template: route("GET /v1/{p\(number)}"), scope: scope("orders:read"))]
    content.keys = [
      .init(
        id: keyID("key-\(number)"), type: name("t\(number)"), owner: Text("owner-\(number)"),
        tenant: .one(tenant("tenant-\(number)")), grants: reason == nil ? [scope("orders:read")] : [],
        networks: nil, limits: .init(rate: .unlimited, burst: 0, quota: nil),
        secrets: [
          .init(digest: digest(Revision.token), handle: Handle("k7Hq2mZp"), starts: .earliest, ends: .latest)
        ])
    ]
    return content
  }

  /// The bundle files of all revisions.
  static func files(_ workshop: Workshop) throws -> [[UInt8]] {
    try (0..<count).map { try workshop.seal(Revision(number: $0).content) }
  }

  /// The revision to which all of `decision` belongs; nil if it is torn.
  init?(of decision: Decision) {
    let facts = decision.facts
    let texts = [
      Text(copying: facts.key), Text(copying: facts.owner), Text(copying: facts.type), Text(copying: facts.template),
    ].map { $0?.string ?? "" }
    guard let digit = texts[0].last?.wholeNumberValue else { return nil }
    self.init(number: digit)
    guard texts == ["key-\(digit)", "owner-\(digit)", "t\(digit)", "GET /v1/{p\(digit)}"] else { return nil }
    guard decision.reason == reason else { return nil }
    if case .allow(let grant) = decision {
      guard case .one(let tenant) = grant.tenant, string(tenant) == "tenant-\(digit)" else { return nil }
    }
  }

  private init(number: Int) {
    self.number = number
  }
}

extension Revision {
  static func all() -> [Revision] { (0..<count).map { Revision(number: $0) } }
}

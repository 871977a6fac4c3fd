import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Testing

/// One thing that is wrong with a request, in the order in which a decision looks.
enum Wrong: Int, CaseIterable, Comparable {
  case noCredential, twoCredentials, badChecksum, unknownToken
  case tombstone, decoy, disabled, secretNotYetValid, secretExpired, keyNotYetValid, keyExpired
  case staleDeny, network, path, route, scope, staleReadOnly, tenant

  static func < (one: Wrong, other: Wrong) -> Bool { one.rawValue < other.rawValue }

  var reason: DenialReason {
    switch self {
    case .noCredential: .missing
    case .twoCredentials: .ambiguous
    case .badChecksum: .malformed
    case .unknownToken: .unknown
    case .tombstone: .revoked
    case .decoy: .decoy
    case .disabled: .disabled
    case .secretNotYetValid, .keyNotYetValid: .notYetValid
    case .secretExpired, .keyExpired: .expired
    case .staleDeny, .staleReadOnly: .stale
    case .network: .network
    case .path: .path
    case .route: .route
    case .scope: .scope
    case .tenant: .tenant
    }
  }

  /// Whether both can be wrong with one request.
  func goes(with other: Wrong) -> Bool {
    let pair: Set = [self, other]
    return pair != [.staleDeny, .staleReadOnly] && pair != [.scope, .staleReadOnly]
  }
}

struct DecisionOrderTests {
  private static let now = RandomShop.base + span("1h")
  private static let token = Array("shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3".utf8)

  static let pairs = Wrong.allCases.flatMap { first in
    Wrong.allCases.filter { $0 > first && $0.goes(with: first) }.map { (first, $0) }
  }

  @Test func allowsWhatNothingIsWrongWith() throws {
    #expect(try reason([]) == nil)
  }

  @Test(arguments: Wrong.allCases) func tellsWhatIsWrong(_ wrong: Wrong) throws {
    #expect(try reason([wrong]) == wrong.reason)
  }

  @Test(arguments: pairs) func tellsTheFirstOfTwo(first: Wrong, second: Wrong) throws {
    #expect(try reason([first, second]) == first.reason)
  }

  @Test func tellsTheFirstOfAll() throws {
    for first in Wrong.allCases {
      let all = Set(Wrong.allCases.filter { $0 >= first && $0 != .staleDeny && $0 != .scope } + [first])
      #expect(try reason(all) == first.reason)
    }
  }

  private func reason(_ wrong: Set<Wrong>) throws -> DenialReason? {
    let workshop = Workshop()
    workshop.issued = RandomShop.base
    let gate = try workshop.open(try workshop.seal(content(wrong)), at: RandomShop.base).gate
    return gate.reason(question(wrong))
  }

  private func question(_ wrong: Set<Wrong>) -> Question {
    var tokens = [DecisionOrderTests.token]
    if wrong.contains(.badChecksum) { tokens[0][45] ^= 1 }
    if wrong.contains(.twoCredentials) { tokens.append(tokens[0]) }
    if wrong.contains(.noCredential) { tokens = [] }
    var path = wrong.contains(.route) ? "/nowhere" : "/t/\(wrong.contains(.tenant) ? "zenith" : "acme")/orders"
    if wrong.contains(.path) { path += "/../x" }
    return Question(
      tokens: tokens, wish: .route(method: "POST", path: path),
      address: address(wrong.contains(.network) ? "198.51.100.7" : "203.0.113.9"), now: DecisionOrderTests.now)
  }

  private func content(_ wrong: Set<Wrong>) -> BundleContent {
    let (past, future) = (DecisionOrderTests.now - span("5m"), DecisionOrderTests.now + span("5m"))
    var content = Samples.empty()
    let action: StaleAction = wrong.contains(.staleDeny) ? .deny : .readOnly
    let isStale = wrong.contains(.staleDeny) || wrong.contains(.staleReadOnly)
    content.types = [.init(name: name("client"), staleAfter: span(isStale ? "30m" : "2h"), staleAction: action)]
    content.routes = [.init(template: route("POST /t/{tenant}/orders"), scope: scope("orders:write"))]
    let known = wrong.contains(.unknownToken) ? digest([1]) : digest(DecisionOrderTests.token)
    content.keys = [
      .init(
        id: keyID("acme"), type: name("client"), owner: Text("o"), tenant: .one(tenant("acme")),
        grants: [scope(wrong.contains(.scope) ? "orders:read" : "orders:write")],
        networks: [network("203.0.113.0/24")], limits: .init(rate: .unlimited, burst: 0, quota: nil),
        starts: wrong.contains(.keyNotYetValid) ? future : nil, ends: wrong.contains(.keyExpired) ? past : nil,
        isDisabled: wrong.contains(.disabled), isDecoy: wrong.contains(.decoy),
        secrets: [
          .init(
            digest: known, handle: Handle("k7Hq2mZp"), starts: wrong.contains(.secretNotYetValid) ? future : past,
            ends: wrong.contains(.secretExpired) ? past : future)
        ])
    ]
    if wrong.contains(.tombstone) {
      content.tombstones = [.init(digest: known, handle: Handle("k7Hq2mZp"), key: keyID("acme"))]
    }
    return content
  }
}

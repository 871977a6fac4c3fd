import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Testing

/// Paths that servers read in two ways are denied; all others are matched byte for byte.
struct PathTests {
  private let gate: Gate
  /// One with a key that reaches everything, whose token is `token`.
  private let keyedGate: Gate

  init() throws {
    keyedGate = try Self.keyedGate()
    var content = Samples.empty()
    content.routes = [
      "GET /", "GET /a", "GET /a/", "GET /a/{x}", "GET /a/b", "GET /a/{x}/c", "GET /t/{tenant}", "POST /a",
    ].map { .init(template: route($0), scope: nil) }
    gate = try Workshop.gate(content)
  }

  /// The template that the target leads to, or the reason that a caller with a valid key would be told.
  private func outcome(_ method: String, _ target: [UInt8]) -> String {
    let now = Moment(utc: instant("2026-11-23T08:00:00Z"), steady: 0)
    let request = Request.route(method: method.utf8.span, path: target.span)
    switch gate.authorize(.none, request, from: nil, at: now) {
    case .allow(let grant): return Text(copying: grant.facts.template)?.string ?? "no route"
    case .deny(let denial): return denial.reason.description
    }
  }

  private func outcome(_ target: String, method: String = "GET") -> String { outcome(method, Array(target.utf8)) }

  @Test(arguments: [
    ("/", "GET /"), ("/a", "GET /a"), ("/a/", "GET /a/"), ("/a/b", "GET /a/b"), ("/a/x", "GET /a/{x}"),
    ("/a/b/c", "GET /a/{x}/c"), ("/a?b=/../c", "GET /a"), ("/a?", "GET /a"), ("/?x?y", "GET /"),
    ("/a/b?%00", "GET /a/b"),
    ("/a/%20", "GET /a/{x}"), ("/a/%C3%a9", "GET /a/{x}"), ("/a/...", "GET /a/{x}"), ("/a/.b", "GET /a/{x}"),
    ("/a/%25", "GET /a/{x}"), ("/a/x:y@z!$&'()*+,=~_-.", "GET /a/{x}"), ("/t/acme", "GET /t/{tenant}"),
  ])
  func matches(target: String, template: String) {
    #expect(outcome(target) == template)
  }

  /// Each of these is denied whatever it would lead to. Without a credential that shows as `missing`.
  @Test(arguments: [
    "", "a", "*", "http://shop.example/a", "//a", "/a//", "//", "/a//b", "/.", "/..", "/a/.", "/a/..", "/a/./b",
    "/a/../b", "/a/%2e", "/a/%2E%2e", "/a/.%2e", "/a/%2Fb", "/a/%2fb", "/a/%5c", "/a/%5C", "/a/%00", "/a/b\\c",
    "/a/b;v=1", "/;/a", "/a#b", "/a/b\u{0}", "/a/b\n", "/a/b\u{7F}", "/a/b c", "/a/é", "/a/%", "/a/%4", "/a/%4g",
    "/a/%g4", "/a/%61", "/a/%7E", "/a/%2D", "/a/%zz", "/%61", "/a/\"", "/a/<b>", "/a/{x}", "/a/b|c", "/a/b^", "/a/`",
    "/t/ac%20me", "/t/%2A",
  ])
  func deniesAnAmbiguousPath(target: String) throws {
    #expect(outcome(target) == "missing")
    #expect(try reasonWithAKey(Array(target.utf8)) == .path)
  }

  /// How many bytes stand before what matters: paths are looked at in blocks of bytes, and not the same way when they are
  /// short or long.
  private static let lengths = Array(2...40) + Array(56...72) + Array(120...136) + Array(1_990...2_010)

  @Test(arguments: [
    "//", "//b", "/.", "/..", "/./b", "/../b", "/%2e", "/%2Fb", "/b\\c", "/b;v=1", "/b#c", "/b\u{0}", "/é", "/%61",
    "/%zz",
    "/{x}", "/b c", "/%00",
  ])
  func deniesAnAmbiguousPathWhereverItIs(target: String) throws {
    for length in [1] + PathTests.lengths {
      let before = "/" + String(repeating: "a", count: length)
      for after in ["", "/b", "/bcdefghijklmnop"] where target != "//" || !after.isEmpty {
        let path = Array((before + target + after).utf8)
        #expect(try reasonWithAKey(path) == .path, "\(length) before, \(after) after")
      }
    }
  }

  @Test(arguments: ["/", "/b", "/b/", "/.b", "/...", "/b.", "/%20", "/a-b_c", "/!$&'()*+,=:@~", "/b?//", "?%"])
  func takesAnUnambiguousPathWhereverItIs(target: String) throws {
    for length in PathTests.lengths {
      let path = Array(("/" + String(repeating: "a", count: length) + target).utf8)
      #expect(try reasonWithAKey(path) == .route, "\(length) before")
    }
  }

  @Test(arguments: ["/b", "/A", "/a/b/", "/a/b/d", "/t/", "/aa", "/a%20", "/a/b/c/"])
  func deniesAPathThatNoRouteMatches(target: String) throws {
    #expect(try reasonWithAKey(Array(target.utf8)) == .route)
  }

  @Test(arguments: ["get", "GET ", "", "HEAD", "G", "GETT", "DELETE"])
  func deniesAMethodThatIsNotDeclared(method: String) throws {
    #expect(try reasonWithAKey(Array("/a".utf8), method: method) == .route)
  }

  @Test func keepsMethodsApart() {
    #expect(outcome("/a", method: "POST") == "POST /a")
  }

  @Test func deniesEveryByteThatIsNotOneOfAPath() throws {
    for byte in UInt8.min...UInt8.max where !PathCharacter.isLiteral(byte) && ![0x2F, 0x3F].contains(byte) {
      #expect(try reasonWithAKey(Array("/a/x".utf8) + [byte]) == .path, "byte \(byte)")
    }
  }

  @Test func limitsLengthAndSegments() throws {
    #expect(try reasonWithAKey(Array(String(repeating: "/a", count: 32).utf8)) == .route)
    #expect(try reasonWithAKey(Array(String(repeating: "/a", count: 33).utf8)) == .path)
    #expect(try reasonWithAKey(Array(("/" + String(repeating: "a", count: 2_047)).utf8)) == .route)
    #expect(try reasonWithAKey(Array(("/" + String(repeating: "a", count: 2_048)).utf8)) == .path)
    #expect(try reasonWithAKey(Array(("/a%20" + String(repeating: "%20", count: 10_000)).utf8)) == .path)
    #expect(outcome("/a?" + String(repeating: "x/../", count: 20_000)) == "GET /a")
  }

  /// What a key that reaches everything is told.
  private func reasonWithAKey(_ target: [UInt8], method: String = "GET") throws -> DenialReason? {
    let now = Moment(utc: instant("2026-11-23T08:00:00Z"), steady: 0)
    let request = Request.route(method: method.utf8.span, path: target.span)
    return keyedGate.authorize(.token("token".utf8.span), request, from: nil, at: now).reason
  }

  private static func keyedGate() throws -> Gate {
    var content = Samples.empty()
    content.types = [.init(name: name("internal"), staleAfter: nil, staleAction: .allow)]
    content.keys = [
      .init(
        id: keyID("all"), type: name("internal"), owner: Text("o"), tenant: .all, grants: content.scopes, networks: nil,
        limits: .init(rate: .unlimited, burst: 0, quota: nil),
        secrets: [.init(digest: digest(Array("token".utf8)), handle: nil, starts: .earliest, ends: .latest)])
    ]
    content.routes = ["GET /", "GET /a", "GET /a/", "GET /a/{x}", "GET /t/{tenant}"].map {
      .init(template: route($0), scope: scope("orders:read"))
    }
    return try Workshop.gate(content)
  }
}

internal import AgeWriting
internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import BundleWriting
internal import KeyModel
internal import Minisign
internal import Sodium

/// Arguments that make sense, so that calls get far.
struct CallCases {
  let identities: [UInt8]
  let signers: [UInt8]
  let bundles: [[UInt8]]
  let revocations: [[UInt8]]
  let tokens: [[UInt8]]
  let texts: [[UInt8]]
  let now: Int64

  init() {
    let press = BundlePress()
    identities = press.identity.text.withBytes { $0.array }
    signers = Array(press.trust.signers.map(\.description).joined(separator: "\n").utf8)
    let now = RandomShop.base
    self.now = now.seconds
    let payloads =
      [press.samplePayload] + BundlePress.shops.prefix(4).compactMap { try? PayloadEncoder.encode($0.content) }
    bundles = payloads.enumerated().compactMap { number, payload in
      let issued = Instant(seconds: now.seconds - 60 + Int64(number) * 10)
      guard let statement = press.statement(of: payload, issued: issued) else { return nil }
      return press.file(Array(statement.description.utf8), payload)
    }
    revocations = (0..<3).compactMap { CallCases.revocations(press, $0, now) }
    tokens = press.tokens
    texts = [
      "GET", "POST", "/v1/status", "/v1/tenants/acme/orders", "/a/b", "/", "orders:read", "orders:write", "acme",
      "203.0.113.9", "2001:db8::1", "storefront", "live", "",
    ].map { Array($0.utf8) }
  }

  private static func revocations(_ press: BundlePress, _ number: Int, _ now: Instant) -> [UInt8]? {
    var lines: [UInt8] = []
    for digest in press.tokens.prefix(number * 3).map(digest).sorted() { DigestLines.append(digest, to: &lines) }
    let issued = Instant(seconds: now.seconds - 60 + Int64(number))
    let statement = RevocationStatement(project: name("shop"), issued: issued, count: number * 3)
    return press.revocations(Array(statement.description.utf8), lines)
  }
}

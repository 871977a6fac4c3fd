import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import Sodium
import TestSupport

/// A folder with what the programs read: two bundles of a shop, an hour apart, what opens them, a token, and the time.
final class ShopFolder {
  let folder: TemporaryFolder
  var generator = SeededGenerator(seed: 5)
  let signers: [MinisignSecretKey]
  let identity: AgeIdentity
  let otherIdentity: AgeIdentity
  /// The token of a key without limits, and that of one which may do very little.
  let (token, limitedToken): (Token, Token)

  static let issued = instant("2026-11-23T07:00:00Z")
  static let now = instant("2026-11-23T08:30:00Z")
  static let expires = instant("2026-11-30T07:00:00Z")

  init() throws {
    folder = try TemporaryFolder()
    var generator = generator
    signers = (0..<4).map { _ in MinisignSecretKey.generate(using: &generator) }
    identity = AgeIdentity.generate(using: &generator)
    otherIdentity = AgeIdentity.generate(using: &generator)
    func token() -> Token {
      Token(prefix: TokenPrefix("shop")!, environment: EnvironmentName("live")!, using: &generator)
    }
    (self.token, limitedToken) = (token(), token())
    self.generator = generator
    try folder.write(identity.fileText(created: "2026-11-23").withBytes { $0.bytes }, to: "identity")
    let keys = signers.prefix(2).map { "untrusted comment: a signer\n\($0.publicKey)\n" }
    try folder.write(Array(keys.joined(separator: "\n").utf8), to: "signers")
    try folder.write(self.token.exposedBytes, to: "token")
    try folder.write(limitedToken.exposedBytes, to: "limited-token")
    try folder.write(Array("\(ShopFolder.now.seconds)".utf8), to: "now")
    try folder.write(try seal(content(owner: "one@shop.example"), by: [0, 1]), to: "one.bitting")
    let later = ShopFolder.issued + span("1h")
    try folder.write(try seal(content(owner: "two@shop.example"), issued: later, by: [0, 1]), to: "two.bitting")
  }

  /// The path of the folder.
  var path: String { folder.path("") }

  /// A key for the orders of one tenant, from one network; one that may do little; and three routes.
  func content(owner: String, service: String = "storefront") -> BundleContent {
    var content = Samples.small()
    content.service = name(service)
    content.scopes = ["orders:read", "orders:write", "orders:admin"].map(scope)
    content.routes.append(
      .init(template: route("GET /v1/tenants/{tenant}/orders"), scope: scope("orders:read"), cost: 3))
    content.keys[0].owner = Text(owner)
    content.keys[0].grants = [scope("orders:read"), scope("orders:write")]
    content.keys[0].limits = .init(rate: .unlimited, burst: 0, quota: nil)
    content.keys[0].secrets = [secret(token)]
    var limited = content.keys[0]
    limited.id = keyID("acme-trial")
    limited.limits = .init(rate: Rate("6/min")!, burst: 10, quota: Quota("8/day"))
    limited.secrets = [secret(limitedToken)]
    content.keys.append(limited)
    return content
  }

  private func secret(_ token: Token) -> BundleContent.Secret {
    .init(
      digest: digest(token.exposedBytes), handle: token.handle, starts: instant("2026-09-02T08:00:00Z"),
      ends: instant("2026-12-01T08:00:00Z"))
  }

  /// What the signers of a bundle with `payload` state.
  func statement(
    of payload: [UInt8], issued: Instant = ShopFolder.issued, expires: Instant = ShopFolder.expires,
    service: String = "storefront"
  ) -> BundleStatement {
    BundleStatement(
      service: name(service), environment: EnvironmentName("live")!, issued: issued, expires: expires,
      content: ContentDigest(of: payload.span), commit: CommitID(String(repeating: "c0", count: 20)), isDirty: true)
  }

  /// A bundle file with `payload` and `statement`.
  func seal(
    payload: [UInt8], _ statement: BundleStatement, by signers: [Int], to identity: AgeIdentity? = nil
  ) throws -> [UInt8] {
    try BundleSealer.seal(
      payload.span, statement, to: [(identity ?? self.identity).recipient], signedBy: signers.map { self.signers[$0] },
      using: &generator)
  }

  /// A bundle file of `content`.
  func seal(_ content: BundleContent, issued: Instant = ShopFolder.issued, by signers: [Int]) throws -> [UInt8] {
    let payload = try PayloadEncoder.encode(content)
    return try seal(payload: payload, statement(of: payload, issued: issued), by: signers)
  }
}

extension ShopFolder {
  /// Writes revocation lists: one that revokes the token, an empty one a minute later, and two that are not for the shop.
  func writeRevocations() throws {
    let issued = ShopFolder.issued + span("10m")
    func list(_ digests: [TokenDigest], of project: String = "shop", at issued: Instant, by signer: Int) throws
      -> [UInt8]
    {
      try RevocationSealer.seal(digests, of: name(project), issued: issued, signedBy: [signers[signer]])
    }
    let digests = [digest(token.exposedBytes)]
    try folder.write(try list(digests, at: issued, by: 0), to: "first.revocations")
    try folder.write(Array("\(issued.seconds)".utf8), to: "first.sequence")
    try folder.write(try list([], at: issued + span("1m"), by: 1), to: "empty.revocations")
    try folder.write(try list(digests, at: issued, by: 3), to: "strange.revocations")
    try folder.write(try list(digests, of: "shed", at: issued, by: 0), to: "other.revocations")
  }
}

extension ShopFolder {
  /// Writes what a service of another name has used of quotas: nothing, but it says whose that is.
  func writeOtherQuotas() throws {
    let head = "bitting-quotas 1\nproject=shop\nservice=warehouse\nenvironment=live\n"
    let sum = Hex.encode(BLAKE2b.hash256(Array(head.utf8).span).span)
    try folder.write(Array(head.utf8) + Array("sum=".utf8) + sum + Array("\n".utf8), to: "other.quotas")
  }
}

extension Span<UInt8> {
  /// A copy.
  var bytes: [UInt8] { indices.map { self[$0] } }
}

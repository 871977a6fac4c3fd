import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Testing
import TestSupport

struct ThinPathTests {
  @Test func opensAndAllows() throws {
    var generator = SeededGenerator(seed: 3)
    let token = Token(prefix: TokenPrefix("shop")!, environment: EnvironmentName("live")!, using: &generator)
    var content = Samples.small()
    content.keys[0].secrets[0].digest = digest(token.exposedBytes)
    content.keys[0].secrets[0].handle = token.handle
    let gate = try Workshop.gate(content)
    let decision = gate.authorize(
      .token(token.exposedBytes.span),
      .route(method: "POST".utf8.span, path: "/v1/tenants/acme/orders".utf8.span),
      from: address("203.0.113.9"), at: Moment(utc: instant("2026-11-23T08:00:00Z"), steady: 0))
    let reason = decision.reason
    #expect(reason == nil)
  }
}

import BittingCompiler
import BittingRuntime
import Diagnostics
import KeyModel
import PolicyTesting
import Testing

@testable import bitting

extension EveryVerb {
  /// What is shown of a bundle with a user's text in it, and of decisions about requests that are made of one; nothing
  /// where the declarations leave nothing to seal.
  static func decisions(_ checked: CheckedRepository, _ text: String) throws -> [Print] {
    let stage = TestStage(
      service: try #require(Name("storefront")), environment: try #require(EnvironmentName("live")),
      at: try InjectedShop.now())
    guard let (gate, token) = opened(checked.uncheckedCatalog, stage) else { return [] }
    let contents = ContentsView(gate.image)
    return [
      Print(verb: "inspect", format: "terminal", text: contents.text),
      Print(verb: "inspect", format: "json", text: JSONValue.object(contents.members).text + "\n"),
    ] + (try authorize(gate, token, text))
  }

  private static func opened(_ catalog: Catalog, _ stage: TestStage) -> (gate: Gate, token: [UInt8]?)? {
    var (tokens, random) = (RehearsalTokens(), SystemRandomNumberGenerator())
    let rehearsal = try? Rehearsal(
      of: catalog, service: stage.service, environment: stage.environment, issued: stage.at, tokens: &tokens,
      using: &random)
    guard let rehearsal else { return nil }
    let bundle = RehearsedBundle(file: rehearsal.file, identity: rehearsal.identity, signer: rehearsal.signer)
    guard let gate = try? bundle.open(on: stage) else { return nil }
    return (gate, catalog.keys.first?.declaration.secrets.first.flatMap { tokens[$0.digest.value] })
  }

  private static func authorize(_ gate: Gate, _ token: [UInt8]?, _ text: String) throws -> [Print] {
    let requests = ["GET /v1/tenants/acme/orders", "GET /v1/tenants/\(text)/orders", "\(text) /v1/\(text)"]
    let now = Moment(utc: try InjectedShop.now(), steady: 0)
    return try requests.flatMap { request in
      try [token, nil, Array(text.utf8)].flatMap { token in
        let question = try Question(request: request, scope: nil, tenant: text, from: nil)
        let answer = question.answer(of: gate, token: token, at: now, isExplained: true)
        return [
          Print(verb: "authorize", format: "terminal", text: answer.text + "\n"),
          Print(verb: "authorize", format: "json", text: answer.json.text + "\n"),
        ]
      }
    }
  }
}

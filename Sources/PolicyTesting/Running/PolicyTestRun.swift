public import BittingRuntime
internal import DecisionExplanation
internal import KeyModel

/// Tests of one stage on the validator.
public struct PolicyTestRun {
  private let gate: Gate
  private let stage: TestStage

  /// A run on `gate`, at the instant of `stage`.
  public init(on gate: Gate, _ stage: TestStage) {
    self.gate = gate
    self.stage = stage
  }

  /// Makes the requests of `test`, unless it is to be skipped or has none to make.
  public func result(of test: PolicyTest) -> PolicyTestResult {
    if let reason = test.skip { return PolicyTestResult(test, .skipped(reason)) }
    if case .keyWithoutSecret(let key, let place) = test.caller {
      return PolicyTestResult(
        test,
        .broken(
          .init(
            message: "key `\(key)` has no secret to ask with",
            help: "ask as another key, or leave `key` out to ask without a credential", place: place)))
    }
    let listed = test.requests.map { result(of: $0, in: test) }
    let added = others(of: test, besides: listed).map { result(of: $0, in: test, isAdded: true) }
    guard !(listed + added).isEmpty else {
      return .broken(test, "the test makes no request", help: "list requests under `expect`")
    }
    return PolicyTestResult(test, .ran(listed + added))
  }

  /// The requests that `others: deny` stands for.
  private func others(of test: PolicyTest, besides listed: [RequestResult]) -> [ExpectedRequest] {
    guard let place = test.othersAreDenied else { return [] }
    let matched = Set(listed.compactMap(\.route))
    return OtherRoutes(of: gate, for: test).paths.filter { !matched.contains($0.template) }.map { route in
      ExpectedRequest(method: route.method, path: route.path, outcome: .deny(nil), place: place)
    }
  }

  private func result(of request: ExpectedRequest, in test: PolicyTest, isAdded: Bool = false) -> RequestResult {
    switch test.caller {
    case .nobody, .keyWithoutSecret: result(of: request, in: test, .none, isAdded)
    case .key(_, let token, _): result(of: request, in: test, .token(token.span), isAdded)
    }
  }

  private func result(
    of request: ExpectedRequest, in test: PolicyTest, _ credential: borrowing Credential, _ isAdded: Bool
  ) -> RequestResult {
    let (method, path) = (Array(request.method.utf8), Array(request.path.utf8))
    let tenant = test.tenant.map { Array($0.text.utf8) }
    let asked = Request.route(method: method.span, path: path.span, tenant: tenant?.span)
    let decision = gate.authorize(credential, asked, from: test.from, at: stage.moment)
    let isAsExpected = request.outcome.isMet(by: decision.reason)
    return RequestResult(
      request: request, isAdded: isAdded, denial: decision.reason, type: Text(copying: decision.facts.type),
      route: Text(copying: decision.facts.template),
      trace: isAsExpected ? nil : DecisionTrace(of: gate, credential, asked, from: test.from, at: stage.moment))
  }
}

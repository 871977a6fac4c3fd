import BittingCompiler
import BittingRuntime
import DecisionExplanation
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// A trace shows what the gate did, and nothing else.
@Suite struct TraceTests {
  private let repositories = 20
  private let queries = 600

  @Test func endsWhereTheGateEnds() throws {
    var random = SeededGenerator(printing: "decisions to trace")
    var outcomes: [DenialReason?: Int] = [:]
    for _ in 0..<repositories {
      var stage = try RandomStage(using: &random)
      for service in stage.catalog.services.map(\.name) {
        let issued = Instant(seconds: RandomRepository.start + 3 * 86_400)
        let live = try #require(EnvironmentName("live"))
        let gate = try stage.gate(service, live, at: issued, &random)
        let source = RandomQueries(tokens: stage.standIns, catalog: stage.catalog, service: service)
        for _ in 0..<queries {
          let query = source.next(&random)
          let (reason, trace) = query.decide(gate)
          outcomes[reason, default: 0] += 1
          guard trace.reason == reason, isInOrder(trace) else {
            Issue.record("\(query): \(trace.lines), decided: \(reason.map(\.description) ?? "allow")")
            return
          }
        }
      }
    }
    let limits: Set<DenialReason> = [.rate, .quota]
    for reason in DenialReason.allCases where !limits.contains(reason) {
      #expect(outcomes[reason] ?? 0 > 0, "no request was denied for \(reason)")
    }
    #expect(outcomes[nil] ?? 0 > 0)
  }

  /// All checks but the last hold, and they come in the order of the contract.
  private func isInOrder(_ trace: DecisionTrace) -> Bool {
    let order = [
      "public", "credential", "form", "known", "revocation", "disabled", "window", "freshness", "network", "path",
      "route", "scope", "level", "tenant",
    ]
    let places = trace.steps.compactMap { order.firstIndex(of: $0.name) }
    return places.count == trace.steps.count && zip(places, places.dropFirst()).allSatisfy(<)
      && trace.steps.dropLast().allSatisfy { $0.denial == nil }
  }
}

extension RawQuery {
  /// The gate's reason, and the trace of the same request.
  fileprivate func decide(_ gate: Gate) -> (DenialReason?, DecisionTrace) {
    let tenant = tenant.map { Array($0.utf8) }
    switch wish {
    case .route(let method, let path):
      return decide(gate, .route(method: method.utf8.span, path: path.utf8.span, tenant: tenant?.span))
    case .scope(let scope): return decide(gate, .scope(scope.utf8.span, tenant: tenant?.span))
    }
  }

  private func decide(_ gate: Gate, _ request: borrowing Request) -> (DenialReason?, DecisionTrace) {
    switch credential {
    case .none: decide(gate, request, .none)
    case .several: decide(gate, request, .several)
    case .token(let token): decide(gate, request, .token(token.span))
    }
  }

  private func decide(
    _ gate: Gate, _ request: borrowing Request, _ credential: borrowing BittingRuntime.Credential
  ) -> (DenialReason?, DecisionTrace) {
    let now = Moment(utc: now, steady: 0)
    return (
      gate.authorize(credential, request, from: from, at: now).reason,
      DecisionTrace(of: gate, credential, request, from: from, at: now)
    )
  }
}

internal import BittingCompiler
internal import KeyModel

extension AccessLabel {
  /// How a line names it.
  var phrase: Phrase {
    switch self {
    case .scope(let scope): "\(scope)"
    case .network(let network): network.map { "\($0)" } ?? "anywhere"
    case .tenant(let tenant): tenant.map { "tenant \($0)" } ?? "any tenant"
    case .window: "validity"
    case .staleness: "old bundles"
    case .refusal(.revoked): "tombstone"
    case .refusal(.decoy): "decoy"
    case .refusal(.disabled): "disabled"
    case .refusal: "token"
    }
  }
}

extension TokenDifference {
  private var scope: Scope? {
    if case .scope(let scope) = label { scope } else { nil }
  }

  /// The line that shows it; `isAlone` where there is no other service that could be meant.
  func line(at now: Instant, tellsService: Bool) -> LineDraft {
    LineDraft(
      mark: isGain ? .added : .removed, label: label.phrase, detail: detail(at: now, tellsService: tellsService),
      witness: witness, kind: isGain ? .widening : .narrowing, scope: scope)
  }

  private func detail(at now: Instant, tellsService: Bool) -> Phrase {
    witness.phrase(isGain, at: now, tellsService: tellsService)
  }
}

extension Witness {
  /// `now allowed: POST /v1/tenants/acme/orders`.
  func phrase(_ isGain: Bool, at now: Instant, tellsService: Bool) -> Phrase {
    let service: Phrase = tellsService ? " (\(service), \(environment))" : ""
    return (isGain ? "now allowed: " : "newly denied: ") + "\(text(at: now))" + service
  }
}

/// Turns what tokens may do into lines, each thing once.
struct AccessLines {
  let found: AccessDifferences
  let now: Instant
  let tellsService: Bool

  /// The plainest line about the token with `digest`, on one side alone: one about a route, if there is any.
  func line(_ digest: TokenDigest, isGain: Bool) -> [LineDraft] {
    let lines = lines([digest], where: { $0.isGain == isGain })
    let route = lines.first { line in
      if case .route? = line.witness?.wish { true } else { false }
    }
    return [route ?? lines.first].compactMap { $0 }
  }

  /// The lines about the tokens with `digests`, of those that `isWanted`; what two tokens have in common is told once.
  func lines(_ digests: [TokenDigest], where isWanted: (TokenDifference) -> Bool = { _ in true }) -> [LineDraft] {
    struct Kind: Hashable {
      let isGain: Bool
      let label: AccessLabel
      let service: Name
      let environment: EnvironmentName
    }
    var seen: Set<Kind> = []
    let all = digests.flatMap { found.tokens[$0] ?? [] }.filter(isWanted)
    let distinct = all.filter { difference in
      let witness = difference.witness
      let kind = Kind(
        isGain: difference.isGain, label: difference.label, service: witness.service,
        environment: witness.environment)
      return seen.insert(kind).inserted
    }
    return (distinct.filter(\.isGain) + distinct.filter { !$0.isGain }).map {
      $0.line(at: now, tellsService: tellsService)
    }
  }
}

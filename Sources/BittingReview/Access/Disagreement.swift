internal import KeyModel

/// What makes the two sides decide a request differently, as far as that holds for all keys of one kind.
enum Cause: Hashable {
  /// One side refuses the token: it is revoked, of a decoy, disabled, or has not the form that is looked up.
  case refusal(DenialReason)
  /// The token's or the key's window.
  case window
  /// The age of the bundle.
  case staleness
  /// The caller's network.
  case network
  /// What is granted of a resource, or everything where the token is unknown to one side.
  case resource(Name)
  /// The tenant that is asked for.
  case tenant(Outcome.Asked)
  /// A changed route, by its number; with the key of either side it would be so.
  case route(Int)
}

/// A request that one side allows and the other denies.
struct Disagreement {
  /// Whether the head allows it.
  let isGain: Bool
  let cause: Cause
  let situation: Situation
  let probe: Int
}

extension Contest {
  /// For every cause one request that is decided differently, the plainest.
  ///
  /// Empty exactly if no request with the token is decided differently in any of `situations`, public routes aside.
  func disagreements(_ probes: [Probe], _ situations: [Situation]) -> [Disagreement] {
    var best: [Kind: (score: Int, found: Disagreement)] = [:]
    for (place, situation) in situations.enumerated() {
      for (index, probe) in probes.enumerated() where probe.isForKeys {
        let base = denial(.base, probe.outcomes.base, situation)
        let head = denial(.head, probe.outcomes.head, situation)
        guard (base == nil) != (head == nil) else { continue }
        let isGain = head == nil
        let cause = cause(of: base ?? head ?? .unknown, isGain, probe, situation)
        let kind = Kind(isGain: isGain, cause: cause)
        let score = place * 8 + score(of: probe, isGain)
        if let known = best[kind], known.score <= score { continue }
        best[kind] = (score, Disagreement(isGain: isGain, cause: cause, situation: situation, probe: index))
      }
    }
    return best.values.sorted { ($0.score, $0.found.probe) < ($1.score, $1.found.probe) }.map(\.found)
  }

  private struct Kind: Hashable {
    let isGain: Bool
    let cause: Cause
  }

  /// The lower, the plainer: a route that needs all that is granted, then the grant itself, then what needs less.
  private func score(of probe: Probe, _ isGain: Bool) -> Int {
    let side = isGain ? Side.head : .base
    guard case .needs(let scope, _) = probe.outcomes[side] else { return 7 }
    let needsAll = views[side].ranks[scope.level] == bearers[side].rights[scope.resource]
    let isRoute = if case .route = probe.wish { true } else { false }
    return (needsAll ? 0 : 4) + (isRoute ? 0 : 2) + (probe.given == nil ? 0 : 1)
  }

  private func cause(of reason: DenialReason, _ isGain: Bool, _ probe: Probe, _ situation: Situation) -> Cause {
    let (allowing, denying) = isGain ? (Side.head, Side.base) : (.base, .head)
    if let change = probe.change, (denial(.base, probe.outcomes.head, situation) == nil) == isGain,
      (denial(.head, probe.outcomes.base, situation) == nil) != isGain
    {
      return .route(change)
    }
    switch reason {
    case .malformed, .revoked, .decoy, .disabled: return .refusal(reason)
    case .notYetValid, .expired: return .window
    case .stale: return .staleness
    case .network: return .network
    default: break
    }
    guard case .needs(let scope, let asked) = probe.outcomes[allowing] else { return .refusal(reason) }
    if reason == .tenant {
      if case .needs(_, let other) = probe.outcomes[denying], other != .impossible { return .tenant(other) }
      return .tenant(asked)
    }
    return .resource(scope.resource)
  }
}

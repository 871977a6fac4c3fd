internal import BundleWriting
internal import KeyModel

/// What one side grants to whoever bears a token, as far as names of tenants, times and addresses are left out.
struct Bearer: Hashable {
  /// Why the token is refused at any time; nil if it is not.
  let refusal: DenialReason?
  let rights: [Name: Int]
  let reach: Reach

  /// Nobody.
  static func refused(_ reason: DenialReason) -> Bearer { Bearer(refusal: reason, rights: [:], reach: .none) }
}

/// A moment and a caller, as both sides see them.
struct Situation: Hashable {
  let phases: Sides<Phase?>
  let admits: Sides<Bool>
}

/// A token on both sides, with which requests are decided.
struct Contest {
  let views: Sides<BundleView>
  let bearers: Sides<Bearer>
  let tenants: Tenants

  /// Why `side` denies a request that leads to `outcome`; nil if it allows it. The order is the validator's.
  func denial(_ side: Side, _ outcome: Outcome, _ situation: Situation) -> DenialReason? {
    if outcome == .open { return nil }
    if let refusal = bearers[side].refusal { return refusal }
    guard let phase = situation.phases[side] else { return .unknown }
    if let denial = phase.denial { return denial }
    guard situation.admits[side] else { return .network }
    switch outcome {
    case .open: return nil
    case .refused(let reason): return reason
    case .needs(let scope, let asked): return denial(side, scope, asked, phase)
    }
  }

  private func denial(_ side: Side, _ scope: Scope, _ asked: Outcome.Asked, _ phase: Phase) -> DenialReason? {
    let (view, bearer) = (views[side], bearers[side])
    guard let rank = view.ranks[scope.level], view.scopes.contains(scope), let reached = bearer.rights[scope.resource],
      rank <= reached
    else { return .scope }
    if phase == .readOnly, rank > 0 { return .stale }
    return tenants.admit(asked, bearer.reach, side) ? nil : .tenant
  }
}

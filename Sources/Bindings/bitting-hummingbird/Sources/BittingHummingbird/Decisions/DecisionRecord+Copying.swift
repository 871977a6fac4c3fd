internal import BittingRuntime
internal import KeyModel

extension DecisionRecord {
  /// A copy of `decision`, made at `now` by the bundle of `sequence`.
  init(copying decision: borrowing Decision, of sequence: Int64, at now: Instant) {
    self.init(sequence: sequence)
    switch decision {
    case .allow(let grant): copy(grant)
    case .deny(let denial): copy(denial, at: now)
    }
  }

  private mutating func copy(_ grant: borrowing Grant) {
    copy(grant.facts)
    switch grant.tenant {
    case .none: reach = .none
    case .all: reach = .all
    case .one(let name): reach = .one(Text(copying: name).string)
    }
    cost = grant.cost
    ends = grant.ends?.seconds
    isPublic = grant.ends == nil
    copy(grant.limits, grant.usage)
  }

  private mutating func copy(_ denial: borrowing Denial, at now: Instant) {
    reason = denial.reason
    copy(denial.facts)
    guard let usage = denial.usage else { return }
    cost = denial.facts.cost
    copy(denial.facts.limits, usage)
    retryAfter = usage.retryAfter(cost: cost, at: now)
  }

  private mutating func copy(_ facts: borrowing Facts) {
    key = Text(copying: facts.key)?.string
    type = Text(copying: facts.type)?.string
    owner = Text(copying: facts.owner)?.string
    handle = facts.handle?.description
    route = Text(copying: facts.template)?.string
  }

  private mutating func copy(_ limits: Grant.Limits?, _ usage: Usage?) {
    guard let limits, let usage else { return }
    if case .limited(let count, let unit) = limits.rate, let used = usage.rate {
      rate = RateLeft(requests: count, period: unit.seconds, burst: limits.burst, left: used.remaining)
    }
    quota = usage.quota.map {
      QuotaLeft(requests: $0.count, window: $0.window, left: $0.remaining, resets: $0.resets.seconds)
    }
  }
}

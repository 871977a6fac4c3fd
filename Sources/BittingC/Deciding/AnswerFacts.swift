internal import BittingRuntime
internal import CBitting
internal import KeyModel

extension bitting_answer {
  @_optimize(speed)
  mutating func fill(_ denial: borrowing Denial, _ writer: inout TextWriter, at now: Instant) {
    reason = denial.reason.rawValue
    http_status = denial.reason.httpStatus
    if writer.isWanted {
      if let token = denial.facts.token { fill(token, &writer) }
      route = writer.write(denial.facts.template)
    }
    guard let usage = denial.usage else { return }
    fill(denial.facts.limits, usage)
    cost = denial.facts.cost
    retry_after = usage.retryAfter(cost: cost, at: now) ?? UInt32(BITTING_NEVER)
  }

  @_optimize(speed)
  mutating func fill(_ grant: borrowing Grant, _ writer: inout TextWriter) {
    allowed = 1
    http_status = 200
    is_public = 1
    if let token = grant.facts.token {
      is_public = 0
      if writer.isWanted { fill(token, &writer) }
      switch token.tenant {
      case .none: reach = UInt8(BITTING_REACH_NONE.rawValue)
      case .all: reach = UInt8(BITTING_REACH_ALL.rawValue)
      case .one(let name):
        reach = UInt8(BITTING_REACH_ONE.rawValue)
        if writer.isWanted { tenant = writer.write(name) }
      }
      ends = token.ends.seconds
      fill(token.limits, grant.usage)
    }
    if writer.isWanted { route = writer.write(grant.facts.template) }
    cost = grant.cost
  }

  @_optimize(speed)
  private mutating func fill(_ token: borrowing KnownToken, _ writer: inout TextWriter) {
    handle = writer.write(token.handle)
    key = writer.write(token.key)
    type = writer.write(token.type)
    owner = writer.write(token.owner)
  }

  @_optimize(speed)
  private mutating func fill(_ limits: Grant.Limits?, _ usage: Usage?) {
    guard let limits, let usage else { return }
    if case .limited(let count, let unit) = limits.rate, let rate = usage.rate {
      (rate_count, rate_period, rate_burst, rate_left) = (count, unit.seconds, limits.burst, rate.remaining)
    }
    if let quota = usage.quota {
      (quota_count, quota_window, quota_left) = (quota.count, quota.window.rawValue, quota.remaining)
      quota_resets = quota.resets.seconds
    }
  }
}

internal import BittingRuntime
internal import CBitting
internal import KeyModel

extension bitting_answer {
  mutating func fill(_ denial: borrowing Denial, _ writer: inout TextWriter) {
    reason = denial.reason.rawValue
    http_status = denial.reason.httpStatus
    fill(denial.facts, &writer)
    route = writer.write(denial.facts.template)
  }

  mutating func fill(_ grant: borrowing Grant, _ writer: inout TextWriter) {
    allowed = 1
    http_status = 200
    fill(grant.facts, &writer)
    switch grant.tenant {
    case .none: reach = UInt8(BITTING_REACH_NONE.rawValue)
    case .all: reach = UInt8(BITTING_REACH_ALL.rawValue)
    case .one(let name):
      reach = UInt8(BITTING_REACH_ONE.rawValue)
      tenant = writer.write(name)
    }
    route = writer.write(grant.facts.template)
    cost = grant.cost
    ends = grant.ends?.seconds ?? 0
    is_public = grant.ends == nil ? 1 : 0
    fill(grant.limits)
  }

  private mutating func fill(_ facts: borrowing Facts, _ writer: inout TextWriter) {
    handle = writer.write(facts.handle)
    key = writer.write(facts.key)
    type = writer.write(facts.type)
    owner = writer.write(facts.owner)
  }

  private mutating func fill(_ limits: Grant.Limits?) {
    guard let limits else { return }
    if case .limited(let count, let unit) = limits.rate {
      (rate_count, rate_period, rate_burst) = (count, unit.seconds, limits.burst)
    }
    if let quota = limits.quota { (quota_count, quota_window) = (quota.count, quota.window.rawValue) }
  }
}

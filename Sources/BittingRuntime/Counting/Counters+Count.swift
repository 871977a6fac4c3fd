internal import KeyModel

/// A request to be counted.
struct CountedRequest {
  /// The number of its key.
  let key: Int
  /// As how many it counts.
  let cost: UInt32
  let now: Moment
}

extension Counters {
  /// Counts `request` by `allowance`: for both the rate and the quota, or for neither.
  ///
  /// A request that the rate denies writes nothing, nor does one that the quota denies. Where both have room, the quota
  /// is reserved first, and given back in the rare case that others have used up the rate meanwhile.
  func count(_ request: CountedRequest, by allowance: Allowance) -> Count {
    guard cells.isThere else { return .denied(.rate, Usage()) }
    let rate = rate(request, allowance)
    guard let quota = quota(request, allowance) else {
      guard let rate else { return .allowed(Usage()) }
      return take(request.cost, rate)
    }
    guard let rate else { return take(request.cost, quota) }
    guard let used = rate.usage else { return .elsewhere(nil) }
    guard used.retryAfter(cost: request.cost) == 0 else {
      return .denied(.rate, Usage(rate: used, quota: quota.usage))
    }
    return take(request.cost, quota, rate, used)
  }

  private func rate(_ request: CountedRequest, _ allowance: Allowance) -> RateCounter? {
    guard let pace = allowance.pace else { return nil }
    return RateCounter(
      word: cells.rate(request.key), pace: pace, burst: allowance.burst, now: tick(pace, at: request.now))
  }

  private func quota(_ request: CountedRequest, _ allowance: Allowance) -> QuotaCounter? {
    guard let kind = allowance.window else { return nil }
    return QuotaCounter(
      word: cells.quota(request.key), kind: kind, quota: allowance.quota, now: kind.number(of: request.now.utc))
  }

  /// Takes `cost` of the rate alone.
  private func take(_ cost: UInt32, _ rate: RateCounter) -> Count {
    switch rate.take(cost) {
    case .taken(let used): .allowed(Usage(rate: used))
    case .denied(let used): .denied(.rate, Usage(rate: used))
    case .elsewhere: .elsewhere(nil)
    }
  }

  /// Takes `cost` of the quota alone.
  private func take(_ cost: UInt32, _ quota: QuotaCounter) -> Count {
    switch quota.take(cost) {
    case .taken(let used): .allowed(Usage(quota: used))
    case .denied(let used): .denied(.quota, Usage(quota: used))
    case .elsewhere: .elsewhere(nil)
    }
  }

  /// Takes `cost` of both. The rate had room for it when it was looked at.
  private func take(_ cost: UInt32, _ quota: QuotaCounter, _ rate: RateCounter, _ rateUsage: RateUsage) -> Count {
    let reserved: QuotaUsage
    switch quota.take(cost) {
    case .taken(let used): reserved = used
    case .denied(let used): return .denied(.quota, Usage(rate: rateUsage, quota: used))
    case .elsewhere: return .elsewhere(nil)
    }
    let reservation = QuotaReservation(kind: quota.kind, window: reserved.tally.window, cost: cost)
    switch rate.take(cost) {
    case .taken(let used): return .allowed(Usage(rate: used, quota: reserved))
    case .denied(let used):
      guard quota.word.giveBack(reservation) else { return .elsewhere(reservation) }
      return .denied(.rate, Usage(rate: used, quota: quota.usage))
    case .elsewhere: return .elsewhere(quota.word.giveBack(reservation) ? nil : reservation)
    }
  }
}

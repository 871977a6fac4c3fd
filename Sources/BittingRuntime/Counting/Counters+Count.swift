internal import KeyModel

extension Counters {
  /// Counts `request` by `allowance`: for both the rate and the quota, or for neither.
  ///
  /// A request that the rate denies writes nothing, nor does one that the quota denies. Where both have room, the quota
  /// is reserved first, and given back in the rare case that others have used up the rate meanwhile.
  @inline(__always)
  @_optimize(speed)
  func count(_ request: inout CountedRequest, by allowance: Allowance) -> Count {
    guard cells.isThere else { return .rate }
    request.usage.allowance = allowance
    guard let pace = allowance.pace else { return takeQuota(&request, allowance) }
    let rate = RateCounter(word: cells.rate(request.key), pace: pace, now: tick(pace, at: request.now))
    guard let kind = allowance.window else { return rate.take(request.cost, &request.usage.debt) }
    return takeBoth(&request, quota(request, kind, allowance), rate)
  }

  @inline(__always)
  private func quota(_ request: CountedRequest, _ kind: QuotaWindow, _ allowance: Allowance) -> QuotaCounter {
    QuotaCounter(
      word: cells.quota(request.key), kind: kind, quota: allowance.quota, now: kind.number(of: request.now.utc))
  }

  @inline(__always)
  private func takeQuota(_ request: inout CountedRequest, _ allowance: Allowance) -> Count {
    guard let kind = allowance.window else { return .allowed }
    return quota(request, kind, allowance).take(request.cost, &request.usage.tally)
  }

  @inline(__always)
  private func takeBoth(_ request: inout CountedRequest, _ quota: QuotaCounter, _ rate: RateCounter) -> Count {
    let room = rate.look(request.cost, &request.usage.debt)
    if room == .rate { quota.look(&request.usage.tally) }
    guard room == .allowed else { return room }
    let reserved = quota.take(request.cost, &request.usage.tally)
    guard reserved == .allowed else { return reserved }
    let taken = rate.take(request.cost, &request.usage.debt)
    return taken == .allowed ? .allowed : giveBack(&request, quota, taken)
  }

  /// Gives back what `request` has reserved, which came to `count` then.
  private func giveBack(_ request: inout CountedRequest, _ quota: QuotaCounter, _ count: Count) -> Count {
    let reservation = QuotaReservation(
      kind: quota.kind, window: request.usage.tally.window, cost: request.cost)
    guard quota.word.giveBack(reservation) else {
      request.owed = reservation
      return .elsewhere
    }
    quota.look(&request.usage.tally)
    return count
  }
}

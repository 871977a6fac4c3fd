internal import BundleFormat
internal import KeyModel

extension Reign {
  /// Counts `request`, for which something of a quota may have been reserved on another gate: that is given back first.
  func count(_ request: CountedRequest, owing owed: QuotaReservation? = nil) -> Count {
    let allowance = counters.allowance(of: request.key, in: view.image)
    if allowance.isUnlimited && owed == nil { return .allowed(Usage()) }
    var owed = owed
    while true {
      let count = count(request, by: allowance, owing: owed)
      guard case .elsewhere(let left) = count, settle(request.key, at: request.now) else { return count }
      owed = left
    }
  }

  private func count(_ request: CountedRequest, by allowance: Allowance, owing owed: QuotaReservation?) -> Count {
    if let owed, counters.cells.isThere, !counters.cells.quota(request.key).giveBack(owed) { return .elsewhere(owed) }
    return counters.count(request, by: allowance)
  }
}

internal import BundleFormat
internal import KeyModel

extension Reign {
  /// Counts `request`.
  @inline(__always)
  @_optimize(speed)
  func count(_ request: inout CountedRequest) -> Count {
    let count = counters.count(&request, by: counters.allowance(of: request.key, in: view.image))
    return count == .elsewhere && settle(request.key, at: request.now) ? countMoved(&request) : count
  }

  /// Counts `request`, after it has given back what it owes, as soon as what its key has used up is here.
  func countMoved(_ request: inout CountedRequest) -> Count {
    let allowance = counters.allowance(of: request.key, in: view.image)
    while counters.cells.isThere {
      if let owed = request.owed, counters.cells.quota(request.key).giveBack(owed) { request.owed = nil }
      let count = request.owed == nil ? counters.count(&request, by: allowance) : .elsewhere
      guard count == .elsewhere, settle(request.key, at: request.now) else { return count }
    }
    return .rate
  }
}

internal import BundleFormat
internal import KeyModel

extension Reign {
  /// Counts `request`.
  @inline(__always)
  @_optimize(speed)
  func count(_ request: inout CountedRequest) -> Count {
    let count = countHere(&request)
    return count == .elsewhere && settle(request.key, at: request.now) ? countMoved(&request) : count
  }

  /// Counts `request`, after it has given back what it owes, as soon as what its key has used up is here.
  func countMoved(_ request: inout CountedRequest) -> Count {
    while counters.cells.isThere {
      if let owed = request.owed, counters.cells.quota(request.key).giveBack(owed) { request.owed = nil }
      let count = request.owed == nil ? countHere(&request) : .elsewhere
      guard count == .elsewhere, settle(request.key, at: request.now) else { return count }
    }
    return .rate
  }

  /// Counts `request` if what its key has used up is here: in one place, so that the library for C stays small.
  @inline(never)
  @_optimize(speed)
  private func countHere(_ request: inout CountedRequest) -> Count {
    counters.count(&request, by: counters.allowance(of: request.key, in: image))
  }
}

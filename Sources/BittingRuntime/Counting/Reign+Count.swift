internal import BundleFormat
internal import KeyModel

/// Counting, asked of a reign where it lies: to ask the reign itself is to copy all of it first.
extension UnsafeMutablePointer where Pointee == Reign {
  /// Counts `request`.
  @inline(__always)
  func count(_ request: inout CountedRequest) -> Count {
    let count = unsafe countHere(&request)
    return unsafe count == .elsewhere ? countSettled(&request) : count
  }

  /// Counts `request` if what its key has used up is here: in one place, so that the library for C stays small.
  @inline(never)
  @_optimize(speed)
  private func countHere(_ request: inout CountedRequest) -> Count {
    let allowance = unsafe pointee.counters.allowance(of: request.key, in: pointee.image)
    return unsafe pointee.counters.count(&request, by: allowance)
  }

  /// Counts `request` if what its key has used up comes here.
  @inline(never)
  private func countSettled(_ request: inout CountedRequest) -> Count {
    guard unsafe pointee.settle(request.key, at: request.now) else { return .elsewhere }
    return unsafe countMoved(&request)
  }

  /// Counts `request`, after it has given back what it owes, as soon as what its key has used up is here.
  func countMoved(_ request: inout CountedRequest) -> Count {
    while unsafe pointee.counters.cells.isThere {
      if let owed = request.owed, unsafe pointee.counters.cells.quota(request.key).giveBack(owed) { request.owed = nil }
      let count = request.owed == nil ? unsafe countHere(&request) : .elsewhere
      guard count == .elsewhere, unsafe pointee.settle(request.key, at: request.now) else { return count }
    }
    return .rate
  }
}

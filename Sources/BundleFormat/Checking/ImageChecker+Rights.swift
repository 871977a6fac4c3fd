internal import KeyModel

extension ImageChecker {
  /// Sets of grants are whole, one at least, and name no scope that is not there.
  func checkGrants() throws(ImageFailure) {
    let (words, count) = (image.wordsPerGrantSet, image.count(of: .grants))
    try require(count >= words && count % words == 0 && count / words <= BundleLimits.sets)
    let used = image.count(of: .scopes) - 64 * (words - 1)
    let unused: UInt64 = used >= 64 ? 0 : ~0 << UInt64(used)
    for set in 1...(count / words) {
      try require(bytes.u64(image.offset(.grants, set * words - 1)) & unused == 0)
    }
  }

  /// The sets follow one another and use up the networks.
  func checkNetworks() throws(ImageFailure) {
    var next = 0
    for index in 0..<image.count(of: .networkSets) {
      let set = image.networkSet(index)
      try require(Int(set.first) == next && Int(set.count) <= image.count(of: .networks) - next)
      next += Int(set.count)
      try checkNetworks(Int(set.first)..<next)
    }
    try require(next == image.count(of: .networks))
  }

  /// The networks of a set are sorted, and none holds another.
  @_optimize(size)
  private func checkNetworks(_ range: Range<Int>) throws(ImageFailure) {
    var previous: Network?
    for index in range {
      let record = image.network(index)
      guard let network = record.network, network.base == record.base else { throw .corrupt }
      if let previous {
        try require(NetworkOrder.precedes(previous.base, network.base) && !previous.contains(network))
      }
      previous = network
    }
  }
}

internal import BundleFormat
internal import KeyModel

/// How what keys have used up follows them from one gate to the next, while requests are counted on both:
///
/// 1. Before the new gate is in force, each of its words whose count is with the former gate says so.
/// 2. Once it is in force, each such count is frozen in the former gate's word and written to the new one: by the thread
///    that replaces the gate, or by one that decides and comes first.
/// 3. Whoever is still on the former gate and meets a frozen word counts on the gate in force, by that gate's limits.
///
/// So at no time is there a second place that requests of one key are counted at.
extension Reign {
  /// Expects what the keys of both gates have used up from the former reign, and takes up what rested. To be called
  /// before this reign is in force.
  func expectCounts(_ resting: borrowing RestingCounts, at now: Moment) {
    guard counters.cells.isThere, unsafe former != nil || !resting.counts.isEmpty else { return }
    var rest = resting.reader()
    forEachKey { key, formerKey in
      let allowance = counters.allowance(of: key, in: image)
      let before = formerKey.map { unsafe former.unsafelyUnwrapped.pointee.allowance(of: $0) }
      if let formerKey, before?.pace != nil, allowance.pace != nil { counters.cells.rate(key).expect(from: formerKey) }
      guard let kind = allowance.window else { return }
      if let formerKey, before?.window != nil {
        counters.cells.quota(key).expect(from: formerKey)
      } else if let count = rest.next(image.text(image.key(key).id)) {
        counters.cells.quota(key).begin(with: count.tally.converted(from: count.kind, to: kind, at: now.utc).word(kind))
      }
    }
  }

  /// Moves all counts that are still expected. To be called by the thread that replaces the gate.
  func settleAll(at now: Moment) {
    guard counters.cells.isThere, unsafe former != nil else { return }
    for key in 0..<image.count(of: .keys) { move(key, at: now) }
  }

  /// Moves the counts of key `index` here if they are still expected; false if they are not.
  func settle(_ index: Int, at now: Moment) -> Bool {
    guard isExpecting(index), let former = unsafe former else { return false }
    // The thread that replaces the gate lets the former one go once it has moved all counts and nobody reads it. So
    // either this sees that the count is here, or the other side sees this reader.
    let line = ReaderCounts.line
    unsafe former.readers.enter(line)
    if isExpecting(index) { move(index, at: now) }
    unsafe former.readers.leave(line)
    return true
  }

  private func isExpecting(_ index: Int) -> Bool {
    counters.cells.rate(index).expectedIndex != nil || counters.cells.quota(index).expectedIndex != nil
  }

  /// Moves the counts of key `index` here if they are still expected; the former reign must have its gate.
  private func move(_ index: Int, at now: Moment) {
    let allowance = counters.allowance(of: index, in: image)
    let (rate, quota) = (counters.cells.rate(index), counters.cells.quota(index))
    if let former = unsafe former, let formerIndex = rate.expectedIndex, let pace = allowance.pace {
      let count = unsafe former.pointee.releaseRate(formerIndex, of: former.readers, to: pace, of: counters, at: now)
      rate.receive(count, from: formerIndex)
    }
    if let former = unsafe former, let formerIndex = quota.expectedIndex, let kind = allowance.window {
      quota.receive(unsafe former.pointee.releaseQuota(formerIndex, to: kind, at: now), from: formerIndex)
    }
  }

  private func allowance(of index: Int) -> Allowance { counters.allowance(of: index, in: image) }

  /// What key `index` has used up of its rate, which is counted here no more, as a count of `pace` in `other`.
  ///
  /// The replacement's moment may have been read before requests that are counted already. So a rate changes at the newest
  /// moment that any of the `readers` came with, if that is newer: the time between is not taken for requests, and no
  /// request counted at the one rate comes after the change to the other.
  private func releaseRate(
    _ index: Int, of readers: ReaderCounts, to pace: Pace, of other: borrowing Counters, at now: Moment
  ) -> UInt64 {
    let count = counters.cells.rate(index).freeze()
    guard let own = allowance(of: index).pace else { return 0 }
    if own == pace { return own.shifted(count, from: counters.origin, to: other.origin) }
    let now = Moment(utc: now.utc, steady: readers.newest(now.steady))
    return own.converted(
      count, at: counters.tick(own, at: now) ?? Pace.horizon, to: pace, at: other.tick(pace, at: now) ?? Pace.horizon)
  }

  /// What key `index` has used up of its quota, which is counted here no more, as a count in windows of `kind`.
  private func releaseQuota(_ index: Int, to kind: QuotaWindow, at now: Moment) -> UInt64 {
    let count = counters.cells.quota(index).freeze()
    guard let own = allowance(of: index).window else { return 0 }
    return QuotaTally(count, own).converted(from: own, to: kind, at: now.utc).word(kind)
  }

  /// Calls `body` with the number of each key and that which it had in the former reign, if it had one.
  private func forEachKey(_ body: (Int, Int?) -> Void) {
    guard let former = unsafe former else {
      for key in 0..<image.count(of: .keys) { body(key, nil) }
      return
    }
    let (own, others) = unsafe (image, former.pointee.image)
    KeyMerge.walk(own, others) { key, formerKey in
      if let key { body(key, formerKey) }
    }
  }
}

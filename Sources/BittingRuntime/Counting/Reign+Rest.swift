internal import BundleFormat
internal import KeyModel

extension Reign {
  /// Whether `key` has a quota here.
  func hasQuota(_ key: KeyID) -> Bool {
    guard let index = image.key(named: key.text.utf8.span) else { return false }
    return quotaWindow(of: index) != nil
  }

  /// What was used of quotas here that have none in `next`, in windows that have not passed at `now`.
  ///
  /// Requests under way may still be counted here; they are not told of any more.
  func countsLeft(by next: borrowing Reign, at now: Instant) -> [RestingCount] {
    var left: [RestingCount] = []
    guard counters.cells.isThere else { return left }
    KeyMerge.walk(image, next.image) { index, nextIndex in
      guard let index, quotaWindow(of: index) != nil else { return }
      if let nextIndex, next.quotaWindow(of: nextIndex) != nil { return }
      if let count = quotaCount(of: index, at: now) { left.add(count) }
    }
    return left
  }

  /// What was used of all quotas here, in windows that have not passed at `now`.
  func quotaCounts(at now: Instant) -> [RestingCount] {
    var counts: [RestingCount] = []
    guard counters.cells.isThere else { return counts }
    for index in 0..<image.count(of: .keys) {
      if let count = quotaCount(of: index, at: now) { counts.add(count) }
    }
    return counts
  }

  /// What key `index` has used of its quota in a window that has not passed at `now`; nil for nothing.
  func quotaCount(of index: Int, at now: Instant) -> RestingCount? {
    guard let kind = quotaWindow(of: index), let word = counters.cells.quota(index).count else { return nil }
    let tally = QuotaTally(word, kind).at(kind.number(of: now))
    guard tally.used > 0, let key = KeyID(parsing: image.text(image.key(index).id)) else { return nil }
    return RestingCount(key: key, kind: kind, tally: tally)
  }

  private func quotaWindow(of index: Int) -> QuotaWindow? { counters.allowance(of: index, in: image).window }
}

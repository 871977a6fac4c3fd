internal import BundleFormat
internal import KeyModel

/// What a key that has no quota in force used of an earlier one.
struct RestingCount {
  let key: KeyID
  let kind: QuotaWindow
  let tally: QuotaTally

  /// Whether its window has passed, so that nothing of it counts any more.
  func isOver(at now: Instant) -> Bool { kind.number(of: now) > tally.window }
}

extension [RestingCount] {
  /// Appends `count`; a function of its own, because it is a large one where it is written out.
  @inline(never)
  mutating func add(_ count: RestingCount) { append(count) }
}

/// What was used of quotas that are not in force: it counts again if the key comes back with a quota in the same window.
package struct RestingCounts {
  /// Sorted by key, one for each.
  private(set) var counts: [RestingCount]

  /// Those of `counts`, which are sorted by key, one for each.
  init(sorted counts: [RestingCount] = []) {
    self.counts = counts
  }

  /// Adds `others`, which are sorted too and of other keys than those that rest, and drops those whose window has passed.
  mutating func add(_ others: [RestingCount], at now: Instant) {
    var (all, next): ([RestingCount], Int) = ([], 0)
    for count in counts where !count.isOver(at: now) {
      while next < others.count, others[next].key < count.key {
        all.add(others[next])
        next += 1
      }
      all.add(count)
    }
    for index in next..<others.count { all.add(others[index]) }
    counts = all
  }

  /// Drops the counts that `isTaken` names.
  ///
  /// A list of its own takes the place of the one before, so that a process that is forked meanwhile has one or the other.
  mutating func drop(where isTaken: (RestingCount) -> Bool) { counts = counts.filter { !isTaken($0) } }

  /// A reader for keys in the order of their names.
  func reader() -> Reader { Reader(counts) }

  /// Finds the counts of keys that are asked for in the order of their names.
  struct Reader {
    private let counts: [RestingCount]
    private var index = 0

    init(_ counts: [RestingCount]) {
      self.counts = counts
    }

    /// What rests of the key with `name`; nil if nothing does.
    mutating func next(_ name: Span<UInt8>) -> RestingCount? {
      while index < counts.count {
        let text = counts[index].key.text
        switch order(text.utf8.span, name) {
        case .before: index += 1
        case .same: return counts[index]
        case .after: return nil
        }
      }
      return nil
    }
  }
}

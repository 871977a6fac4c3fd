internal import Dispatch
internal import Glibc
internal import Synchronization

/// How many threads share the work of a check. What comes of it never depends on that.
public struct Workers: Sendable {
  /// How many, 1 or more.
  public let count: Int

  /// So many threads; at least one.
  public init(_ count: Int) {
    self.count = max(1, count)
  }

  /// One for each of the processor's cores.
  public static let all = Workers(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// What `work` makes of each number from 0 up to `count`, in the order of the numbers.
  ///
  /// Each thread takes the next number when it is done with one, so numbers may take different times.
  public func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    guard self.count > 1, count > 1 else { return (0..<count).map(work) }
    let next = Atomic(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(self.count, count)) { _ in
      var own: [(index: Int, result: Result)] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { break }
        own.append((index, work(index)))
      }
      results.withLock { results in
        for (index, result) in own { results[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}

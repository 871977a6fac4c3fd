internal import Synchronization

/// One counter, which threads share, on its way from one gate's words to the next.
///
/// A word is a count of 63 bits, or with the highest bit set:
/// - *pending*: the count is still with the gate before, under the number of its key there;
/// - *frozen*: the count that the word had when it moved to the next gate. It never changes again.
///
/// A pending count is frozen there before it is written here, and a frozen one cannot change. So whoever meets a pending
/// word can finish the move, any number of threads at once, and nobody waits.
@safe
struct CounterWord {
  private static let special: UInt64 = 1 << 63
  // No frozen word looks like this: a count has less than 2^63 - 2^24.
  private static let pending: UInt64 = ~0 << 24

  private let word: UnsafeMutablePointer<Atomic<UInt64>>

  @inline(__always)
  init(_ word: UnsafeMutablePointer<Atomic<UInt64>>) {
    unsafe self.word = word
  }

  /// The count; nil if it is not here.
  @inline(__always)
  var count: UInt64? {
    let value = unsafe word.pointee.load(ordering: .relaxed)
    return value & CounterWord.special == 0 ? value : nil
  }

  /// Writes `count` if the count is still `expected`; the count that is there instead, if it is not. Whoever freezes the
  /// word then sees what the thread did before.
  @inline(__always)
  func change(_ expected: UInt64, to count: UInt64) -> Change {
    let (done, found) = unsafe word.pointee.compareExchange(expected: expected, desired: count, ordering: .releasing)
    if done { return .done }
    return found & CounterWord.special == 0 ? .other(found) : .moved
  }

  /// What became of a change.
  enum Change {
    case done
    case other(UInt64)
    case moved
  }
}

extension CounterWord {
  /// Says that the count is with the gate before, under the number `index`. For words that nobody else uses yet.
  func expect(from index: Int) {
    unsafe word.pointee.store(CounterWord.pending | UInt64(index), ordering: .relaxed)
  }

  /// Begins with `count`. For words that nobody else uses yet.
  func begin(with count: UInt64) { unsafe word.pointee.store(count, ordering: .relaxed) }

  /// The number of the key whose count is expected here; nil if none is.
  var expectedIndex: Int? {
    let value = unsafe word.pointee.load(ordering: .sequentiallyConsistent)
    return value >= CounterWord.pending ? Int(value & ~CounterWord.pending) : nil
  }

  /// Keeps the count from changing, and returns it.
  func freeze() -> UInt64 {
    unsafe word.pointee.bitwiseOr(CounterWord.special, ordering: .acquiring).newValue & ~CounterWord.special
  }

  /// Writes `count`, which was expected from `index`, unless another thread has.
  func receive(_ count: UInt64, from index: Int) {
    _ = unsafe word.pointee.compareExchange(
      expected: CounterWord.pending | UInt64(index), desired: count, ordering: .sequentiallyConsistent)
  }
}

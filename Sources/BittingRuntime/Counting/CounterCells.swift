internal import BundleFormat
internal import CPages
internal import Synchronization

/// The words of a gate's keys: one for the rate, one for the quota. All are zero at first.
@safe
struct CounterCells: ~Copyable {
  // Invariant: zeroed pages of their own, which is what counts of zero look like; nil where memory was short.
  private let start: UnsafeMutableRawPointer?
  private let count: Int
  private let shift: Int

  /// The words of `count` keys.
  ///
  /// Where keys are few, each has cache lines of its own, so that threads that serve different keys do not wait for one
  /// another.
  init(count: Int) {
    self.count = count
    shift = CounterCells.shift(for: count)
    unsafe start = cpages_map(count << shift)
  }

  private static func shift(for count: Int) -> Int { count <= 4_096 ? 7 : count <= 65_536 ? 6 : 4 }

  /// How many bytes the words of `count` keys take.
  static func byteCount(for count: Int) -> Int { count << shift(for: count) }

  deinit {
    if let start = unsafe start { unsafe cpages_unmap(start, count << shift) }
  }

  /// Whether there was memory for the words.
  var isThere: Bool { unsafe start != nil || count == 0 }

  /// The word for the rate of key `index`.
  @inline(__always)
  func rate(_ index: Int) -> CounterWord { word(index &<< shift) }

  /// The word for the quota of key `index`.
  @inline(__always)
  func quota(_ index: Int) -> CounterWord { word(index &<< shift &+ 8) }

  @inline(__always)
  private func word(_ offset: Int) -> CounterWord {
    // Invariant: asked for keys of the gate only, and only where there was memory.
    unsafe CounterWord((start.unsafelyUnwrapped + offset).assumingMemoryBound(to: Atomic<UInt64>.self))
  }

  /// Where the words are.
  @inline(__always)
  var places: CounterPlaces { unsafe CounterPlaces(start: start, shift: shift) }
}

/// Where the words of a gate's keys are, for fetching them early.
@safe
struct CounterPlaces {
  fileprivate let start: UnsafeMutableRawPointer?
  fileprivate let shift: Int

  /// Nowhere.
  static var none: CounterPlaces { unsafe CounterPlaces(start: nil, shift: 0) }

  fileprivate init(start: UnsafeMutableRawPointer?, shift: Int) {
    unsafe self.start = start
    self.shift = shift
  }

  /// Has the words of key `index` fetched, and its record in `image`.
  @inline(__always)
  func prefetch(_ index: Int, in image: borrowing BundleImage) {
    guard let start = unsafe start else { return }
    unsafe cpages_prefetch(start + index &<< shift)
    unsafe image.bytes.withUnsafeBytes { bytes in
      unsafe cpages_prefetch(bytes.baseAddress.unsafelyUnwrapped + image.keyOffset(index))
    }
  }
}

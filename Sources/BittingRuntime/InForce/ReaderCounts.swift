internal import CThreads
internal import Synchronization

/// How many readers there are and the newest moment that they came with, kept apart for each thread or processor, so that
/// they need not wait for one another's writes.
///
/// A thread that has a line of its own counts there without locking anybody out and without a fence, which would take a
/// tenth of a small bundle's decisions: whoever looks at the counts makes all threads pass one, see ``reveal()``. All other
/// threads share lines by the processor that they run on.
///
/// A view of memory that somebody else owns.
@safe
struct ReaderCounts {
  /// Lines that threads share. A power of two; on larger machines several processors share one.
  private static let sharedCount = 16
  /// All lines; behind those that are shared, one for each thread that has one of its own.
  private static let lineCount = sharedCount + Int(CTHREADS_LINE_COUNT)
  /// Bytes from one count to the next, and what they are aligned to: processors fetch lines of 64 bytes in pairs.
  static let stride = 128
  /// Bytes of all counts.
  static let byteCount = lineCount * stride

  // Invariant: `lineCount` counts, `stride` bytes apart, each with a moment behind it, all of them initialized. Behind the
  // shared ones, each is written to by one thread.
  private let start: UnsafeMutableRawPointer

  /// The counts at `start`, which were initialized before.
  @inline(__always)
  init(at start: UnsafeMutableRawPointer) {
    unsafe self.start = start
  }

  /// Counts nobody at `start`, where ``byteCount`` bytes are free.
  static func initialize(at start: UnsafeMutableRawPointer) {
    for line in 0..<lineCount {
      unsafe (start + line * stride).bindMemory(to: Atomic<Int>.self, capacity: 1).initialize(to: Atomic(0))
      unsafe (start + line * stride + 8).bindMemory(to: Atomic<UInt64>.self, capacity: 1).initialize(to: Atomic(0))
    }
  }

  /// A line for a reader who may end on another thread than it began on.
  @inline(__always)
  static var sharedLine: Int { Int(truncatingIfNeeded: cthreads_processor()) & (sharedCount - 1) }

  /// A line for a reader who ends on the calling thread.
  @inline(__always)
  static var line: Int {
    let own = Int(cthreads_line())
    return own < 0 ? sharedLine : sharedCount + own
  }

  @inline(__always)
  private static func isShared(_ line: Int) -> Bool { line < sharedCount }

  @inline(__always)
  private func count(_ line: Int) -> UnsafeMutablePointer<Atomic<Int>> {
    unsafe (start + line &* ReaderCounts.stride).assumingMemoryBound(to: Atomic<Int>.self)
  }

  /// Counts a reader in, before all that the thread does after it.
  @inline(__always)
  func enter(_ line: Int) {
    if ReaderCounts.isShared(line) {
      unsafe count(line).pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    } else {
      unsafe count(line).pointee.store(count(line).pointee.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
      cthreads_keep_order()
    }
  }

  /// Counts a reader out of the count that it is in, after all that the thread did before.
  @inline(__always)
  func leave(_ line: Int) {
    if ReaderCounts.isShared(line) {
      unsafe count(line).pointee.wrappingSubtract(1, ordering: .releasing)
    } else {
      unsafe count(line).pointee.store(count(line).pointee.load(ordering: .relaxed) &- 1, ordering: .releasing)
    }
  }

  /// Does what may take some milliseconds once, so that no reader has to.
  static func prepare() { cthreads_prepare() }

  /// Makes sure that the caller sees whoever has counted itself in, unless that one sees what the caller did before; false
  /// if the system does not do it, so that anybody may be a reader whom nobody sees.
  static func reveal() -> Bool { cthreads_barrier() != 0 }

  /// Whether each count was seen to be zero: once nobody enters for good any more, and ``reveal()`` came after that, nobody
  /// reads.
  var areZero: Bool {
    for line in 0..<ReaderCounts.lineCount where unsafe count(line).pointee.load(ordering: .sequentiallyConsistent) != 0
    {
      return false
    }
    return true
  }

  @inline(__always)
  private func moment(_ line: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    unsafe (start + (line &* ReaderCounts.stride &+ 8)).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// Notes that somebody came with the moment `steady`, for whoever sees what the thread releases after it.
  @inline(__always)
  func note(_ steady: UInt64, _ line: Int) {
    guard unsafe moment(line).pointee.load(ordering: .relaxed) < steady else { return }
    if ReaderCounts.isShared(line) {
      unsafe moment(line).pointee.max(steady, ordering: .relaxed)
    } else {
      unsafe moment(line).pointee.store(steady, ordering: .relaxed)
    }
  }

  /// The newest moment that was noted, or `steady` if that is newer.
  func newest(_ steady: UInt64) -> UInt64 {
    var newest = steady
    for line in 0..<ReaderCounts.lineCount {
      newest = unsafe max(newest, moment(line).pointee.load(ordering: .relaxed))
    }
    return newest
  }
}

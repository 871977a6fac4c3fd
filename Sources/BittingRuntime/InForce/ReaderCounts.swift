internal import CThreads
internal import Synchronization

/// How many readers there are and the newest moment that they came with, kept apart for each processor, so that they need
/// not wait for one another's writes.
///
/// A view of memory that somebody else owns.
@safe
struct ReaderCounts {
  /// Counts that are kept apart. A power of two; on larger machines several processors share one.
  private static let lineCount = 32
  /// Bytes from one count to the next, and what they are aligned to: processors fetch lines of 64 bytes in pairs.
  static let stride = 128
  /// Bytes of all counts.
  static let byteCount = lineCount * stride

  // Invariant: `lineCount` counts, `stride` bytes apart, each with a moment behind it, all of them initialized.
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

  /// The count that the calling thread should use now.
  @inline(__always)
  static var line: Int { Int(truncatingIfNeeded: cthreads_processor()) & (lineCount - 1) }

  @inline(__always)
  private func count(_ line: Int) -> UnsafeMutablePointer<Atomic<Int>> {
    unsafe (start + line * ReaderCounts.stride).assumingMemoryBound(to: Atomic<Int>.self)
  }

  /// Counts a reader in, before all that the thread does after it.
  @inline(__always)
  func enter(_ line: Int) { unsafe count(line).pointee.wrappingAdd(1, ordering: .sequentiallyConsistent) }

  /// Counts a reader out of the count that it is in, after all that the thread did before.
  @inline(__always)
  func leave(_ line: Int) { unsafe count(line).pointee.wrappingSubtract(1, ordering: .releasing) }

  /// Whether each count was seen to be zero: once nobody enters for good any more, nobody reads.
  var areZero: Bool {
    for line in 0..<ReaderCounts.lineCount where unsafe count(line).pointee.load(ordering: .sequentiallyConsistent) != 0
    {
      return false
    }
    return true
  }

  @inline(__always)
  private func moment(_ line: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    unsafe (start + line * ReaderCounts.stride + 8).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// Notes that somebody came with the moment `steady`, for whoever sees what the thread releases after it.
  @inline(__always)
  func note(_ steady: UInt64, _ line: Int) {
    if unsafe moment(line).pointee.load(ordering: .relaxed) < steady {
      unsafe moment(line).pointee.max(steady, ordering: .relaxed)
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

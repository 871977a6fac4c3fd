internal import CThreads

/// Two pieces of work at once.
///
/// There are never more than two threads, the caller's included, and the second one is gone when the work is done. Where
/// the system gives no second thread, the caller does one piece after the other.
package enum SideBySide {
  /// From how many bytes on the work is worth a thread.
  private static let leastByteCount = 1 << 20

  private struct Pair {
    let here: () -> Void
    let there: () -> Void
  }

  /// Does `here` on this thread and `there` on another one meanwhile, if there are enough bytes to work on. Neither may
  /// write what the other reads or writes, but for atomics.
  package static func run(over byteCount: Int, _ here: () -> Void, _ there: () -> Void) {
    guard byteCount >= leastByteCount else {
      here()
      there()
      return
    }
    withoutActuallyEscaping(here) { here in
      withoutActuallyEscaping(there) { there in
        var pair = Pair(here: here, there: there)
        unsafe withUnsafeMutablePointer(to: &pair) { pair in
          unsafe cthreads_both(
            { pair in
              unsafe pair?.assumingMemoryBound(to: Pair.self).pointee.here()
              return nil
            },
            { pair in
              unsafe pair?.assumingMemoryBound(to: Pair.self).pointee.there()
              return nil
            }, pair)
        }
      }
    }
  }

  /// What `here` and `there` give, which are done as by ``run(over:_:_:)``.
  package static func both<One, Other>(
    over byteCount: Int, _ here: () -> One, _ there: () -> Other
  ) -> (One, Other) {
    var (one, other): (One?, Other?)
    run(over: byteCount) {
      one = here()
    } _: {
      other = there()
    }
    // Invariant: both are done once it returns.
    return unsafe (one.unsafelyUnwrapped, other.unsafelyUnwrapped)
  }
}

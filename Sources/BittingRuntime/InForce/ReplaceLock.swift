internal import CThreads
internal import Synchronization

/// A lock that a fork cannot leave locked: it knows the process of whoever holds it.
struct ReplaceLock: ~Copyable {
  /// The process of the thread that holds the lock; 0 if nobody does.
  private let owner = Atomic<UInt32>(0)

  /// Waits until the lock is free and takes it.
  func lock() {
    let process = cthreads_process()
    var holder: UInt32 = 0
    while true {
      let (taken, found) = owner.compareExchange(expected: holder, desired: process, ordering: .acquiring)
      if taken { return }
      // A thread of another process is not in this one: a fork left it behind, and the lock with it.
      holder = found == process ? 0 : found
      if found == process { cthreads_nap() }
    }
  }

  /// Gives the lock back.
  func unlock() { owner.store(0, ordering: .releasing) }
}

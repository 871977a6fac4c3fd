import Foundation

/// Runs `body` on `count` threads at once, each of which gets its number, and waits until all have ended.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let ended = DispatchSemaphore(value: 0)
  for number in 0..<count {
    let thread = Thread {
      body(number)
      ended.signal()
    }
    thread.start()
  }
  for _ in 0..<count { ended.wait() }
}

/// A value that threads share under a lock. Unlike `Mutex` it is one that ThreadSanitizer knows.
final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }
}

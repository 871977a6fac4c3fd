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

import Foundation

/// Seconds of processor time that `body` takes on this thread.
func processorTime(of body: () -> Void) -> Double {
  let start = threadTime()
  body()
  return threadTime() - start
}

/// Seconds of processor time that this thread has had.
private func threadTime() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}

/// The mean of the seconds of processor time that two threads take to do `body` at the same time, each with its number.
func processorTimeOnTwoThreads(_ body: @escaping @Sendable (Int) -> Void) -> Double {
  let (begin, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
  let times = UnsafeMutablePointer<Double>.allocate(capacity: 2)
  defer { unsafe times.deallocate() }
  let place = UInt(bitPattern: times)
  for number in 0..<2 {
    let thread = Thread {
      begin.wait()
      let time = processorTime { body(number) }
      unsafe UnsafeMutablePointer<Double>(bitPattern: place)!.advanced(by: number).initialize(to: time)
      ended.signal()
    }
    thread.start()
  }
  for _ in 0..<2 { begin.signal() }
  for _ in 0..<2 { ended.wait() }
  return unsafe (times[0] + times[1]) / 2
}

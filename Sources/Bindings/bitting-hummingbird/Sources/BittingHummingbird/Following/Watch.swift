internal import Dispatch
internal import Synchronization

/// Looks at something now and then, on a thread that no request runs on, until it is gone.
final class Watch: Sendable {
  private let timer = Mutex<(any DispatchSourceTimer)?>(nil)

  deinit { timer.withLock { $0?.cancel() } }

  /// Calls `look` after each `interval`. One call ends before the next begins.
  func start(every interval: Duration, _ look: @escaping @Sendable () -> Void) {
    let (seconds, attoseconds) = interval.components
    let nanoseconds = Int(clamping: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    timer.withLock { timer in
      let queue = DispatchQueue(label: "bitting", qos: .utility)
      let source = DispatchSource.makeTimerSource(queue: queue)
      source.schedule(deadline: .now() + .nanoseconds(nanoseconds), repeating: .nanoseconds(nanoseconds))
      source.setEventHandler(handler: look)
      source.activate()
      timer = source
    }
  }
}

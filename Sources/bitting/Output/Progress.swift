internal import Dispatch
internal import Glibc
internal import Synchronization

/// Says on a terminal that something goes on, once it has taken a second; nothing anywhere else.
struct Progress {
  private let line: ProgressLine
  private let timer: any DispatchSourceTimer

  /// Does `work`, which `what` names while it lasts.
  static func show<Result>(_ what: String, on console: Console, while work: () throws -> Result) rethrows -> Result {
    let progress = Progress(what, on: console)
    defer { progress?.end() }
    return try work()
  }

  /// Does `work`, which `what` names while it lasts.
  static func show<Result>(
    _ what: String, on console: Console, while work: () async throws -> Result
  ) async rethrows -> Result {
    let progress = Progress(what, on: console)
    defer { progress?.end() }
    return try await work()
  }

  private init?(_ what: String, on console: Console) {
    guard console.showsProgress else { return nil }
    let line = ProgressLine(what)
    // A queue of its own, since the work keeps all shared threads busy.
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    timer.schedule(deadline: .now() + .seconds(1), repeating: .milliseconds(500))
    timer.setEventHandler { line.update() }
    timer.resume()
    self.line = line
  }

  private func end() {
    timer.cancel()
    line.end()
  }
}

/// A line on standard error that is written over and over, and erased in the end.
private final class ProgressLine: Sendable {
  private enum State {
    case hidden, shown, over
  }

  private let what: String
  private let start = ContinuousClock.now
  private let state = Mutex(State.hidden)

  init(_ what: String) {
    self.what = what
  }

  func update() {
    state.withLock { state in
      guard state != .over else { return }
      state = .shown
      Console.overwrite("\(what): \((ContinuousClock.now - start).components.seconds) s")
    }
  }

  func end() {
    state.withLock { state in
      if state == .shown { Console.overwrite("") }
      state = .over
    }
  }
}

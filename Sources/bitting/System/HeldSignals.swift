internal import Glibc

/// Signals that would end or stop the program, held back while something has to be put right first.
///
/// Those that the program was started to ignore stay ignored.
struct HeldSignals {
  /// What a terminal, a shell or a supervisor sends; the list of `readpassphrase(3)`.
  private static let numbers = [SIGALRM, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU]

  /// What can be read as soon as a signal has come.
  let arrival: Int32
  private let actions: [(number: Int32, action: sigaction)]

  /// Holds them back from now on. One at a time may do so.
  init() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw CommandFailure.cannotTell("signals cannot be held back: \(SystemError.last.message)")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    arrival = ends[0]
    unsafe arrivals = ends[1]
    actions = HeldSignals.numbers.compactMap(HeldSignals.hold)
  }

  /// Lets them have their effect again: the first that came meanwhile has it before this returns.
  func release() {
    for (number, action) in actions {
      var action = action
      unsafe sigaction(number, &action, nil)
    }
    var number: UInt8 = 0
    let count = unsafe read(arrival, &number, 1)
    close(arrival)
    unsafe close(arrivals)
    unsafe arrivals = -1
    if count == 1 { HeldSignals.obey(Int32(number)) }
  }

  /// Dies of the signal `number`, or stops until somebody wants the program to go on.
  private static func obey(_ number: Int32) {
    // Threads that work for others leave signals to the main thread, which would be too late.
    var (this, before) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&this)
    unsafe sigaddset(&this, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &this, &before)
    raise(number)
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// What `number` did before; nil if it was ignored, as it still is then.
  private static func hold(_ number: Int32) -> (number: Int32, action: sigaction)? {
    var (held, before) = (sigaction(), sigaction())
    unsafe held.__sigaction_handler.sa_handler = { number in
      // Only what may be called at any moment: no memory is taken, and `errno` stays what it was.
      let error = errno
      var byte = UInt8(truncatingIfNeeded: number)
      unsafe write(arrivals, &byte, 1)
      errno = error
    }
    guard unsafe sigaction(number, &held, &before) == 0 else { return nil }
    guard unsafe unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == ignored else {
      return (number, before)
    }
    unsafe sigaction(number, &before, nil)
    return nil
  }

  /// `SIG_IGN`, whose definition Swift does not import.
  private static let ignored = 1
}

/// Where a signal is noted; -1 while none is held back.
// Set before the first signal is held back, and only then.
private nonisolated(unsafe) var arrivals: Int32 = -1

import Glibc

/// Another program, run to its end and measured by the system.
struct ChildProcess {
  let path: String
  let arguments: [String]

  /// What one run took.
  struct Cost {
    /// Seconds of processor time, in the program and in the system for it.
    let processor: Double
    /// Seconds from start to end.
    let wall: Double
    /// The most memory that was resident at once, in bytes.
    let peakMemory: Double
  }

  /// Why a run counts for nothing.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The same on the first core alone: threads that share a core's parts take more processor time than one.
  var onOneCore: ChildProcess {
    ChildProcess(path: "/usr/bin/taskset", arguments: ["--cpu-list", "0", path] + arguments)
  }

  /// Runs it with its output thrown away.
  ///
  /// Any other end than exit status 0 is a failure: what stops early would look fast.
  func run() throws -> Cost {
    let started = ContinuousClock.now
    let child = try start()
    var (status, usage): (Int32, rusage) = (0, rusage())
    while unsafe wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure(description: "`\(path)` cannot be waited for") }
    }
    let wall = ContinuousClock.now - started
    guard status == 0 else { throw Failure(description: "`\(([path] + arguments).joined(separator: " "))` failed") }
    return Cost(
      processor: ChildProcess.seconds(usage.ru_utime) + ChildProcess.seconds(usage.ru_stime),
      wall: wall / .seconds(1), peakMemory: Double(usage.ru_maxrss) * 1024)
  }

  /// Starts it with its output in the file at `output`. Whoever starts it waits for its end.
  func start(output: String = "/dev/null") throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      unsafe posix_spawn_file_actions_addopen(&actions, descriptor, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    }
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let failure = unsafe posix_spawn(&child, path, &actions, nil, &words, environ)
    guard failure == 0 else { throw Failure(description: "`\(path)` cannot be started") }
    return child
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
}

internal import Foundation
internal import TestSupport

/// A shell at a terminal of its own, with a person who reads, types and sends signals.
final class Terminal {
  /// Whether there is such a shell here. Others put a terminal right behind what was killed, so that nothing is seen.
  static let isAvailable = Program.areInstalled("dash", "setsid")

  /// What did not happen in time.
  struct Silence: Error {
    let awaited: String
    let shown: String
  }

  /// The person's end of the terminal.
  private let person: Int32
  /// The shell, until it is waited for.
  private var shell: Child?
  /// All that was shown so far.
  private(set) var shown = ""
  /// What was shown and not awaited yet.
  private var rest = ""

  /// Begins `script` in `folder`, with `program` as `$BITTING`.
  init(_ script: String, program: String, in folder: TemporaryFolder) throws {
    person = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, isLocked) = (Int32(), Int32())
    guard person >= 0, unsafe ioctl(person, Terminal.lock, &isLocked) == 0,
      unsafe ioctl(person, Terminal.numberOfOther, &number) == 0
    else { throw CocoaError(.fileReadUnknown) }
    let other = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard other >= 0 else { throw CocoaError(.fileReadUnknown) }
    defer { close(other) }
    // A session of its own, whose terminal is standard input.
    let words = [
      "-i", "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TERM=dumb", "SWIFT_BACKTRACE=enable=no",
      "BITTING=\(program)", "setsid", "--ctty", "dash", "-c", script,
    ]
    // No leader of a group, or `setsid` would leave the shell to nobody.
    shell = try Child(
      "/usr/bin/env", words, streams: [other, other, other], in: folder.url.path, leads: false)
  }

  /// `TIOCSPTLCK` and `TIOCGPTN`, which Swift does not import: see `ioctl_tty(2)`.
  private static let (lock, numberOfOther): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  deinit {
    send(SIGKILL)
    // The shell reads the end of its input.
    close(person)
    _ = try? shell.take()?.wait(seconds: 10)
  }

  /// Waits until `text` is shown, behind what was awaited before.
  func await(_ text: String) throws {
    let end = Date(timeIntervalSinceNow: 10)
    while true {
      if let found = rest.range(of: text) {
        rest = String(rest[found.upperBound...])
        return
      }
      var ready = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
      let patience = Int32(max(0, end.timeIntervalSinceNow * 1_000))
      guard unsafe poll(&ready, 1, patience) > 0 else { throw Silence(awaited: text, shown: shown) }
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = unsafe read(person, &bytes, bytes.count)
      guard count > 0 else { throw Silence(awaited: text, shown: shown) }
      let more = String(decoding: bytes[..<count], as: UTF8.self)
      shown += more
      rest += more
    }
  }

  /// Types `text`.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe write(person, bytes, bytes.count)
  }

  /// Sends `signal` to whatever is in the foreground.
  func send(_ signal: Int32) {
    let group = tcgetpgrp(person)
    // Nobody may be there any more; 0 and 1 would be the tests themselves and everybody.
    if group > 1 { kill(-group, signal) }
  }

  /// Whether the terminal shows what is typed.
  var echoes: Bool {
    var settings = termios()
    return unsafe tcgetattr(person, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }
}

internal import Diagnostics
internal import Glibc

/// All that the program prints: facts on standard output, talk on standard error.
///
/// User text is made harmless for a terminal where it enters a line; see ``Console/shown(_:)``. Secrets are hidden where
/// they enter a report and here once more: nothing but a token that was asked for leaves the program.
struct Console {
  /// Whether talk is left out.
  let isQuiet: Bool
  /// Whether standard output is a terminal that takes colour.
  let isColored: Bool

  init(isQuiet: Bool, noColor: Bool) {
    self.isQuiet = isQuiet
    isColored = !noColor && Console.environmentAllowsColor && isatty(STDOUT_FILENO) == 1
  }

  /// NO_COLOR counts when it is there and not empty (no-color.org); a dumb terminal has no colour.
  private static var environmentAllowsColor: Bool {
    (Environment.value("NO_COLOR") ?? "").isEmpty && Environment.value("TERM") != "dumb"
  }

  /// Whether somebody looks at standard error as it is written, on a terminal that can erase a line.
  var showsProgress: Bool {
    !isQuiet && isatty(STDERR_FILENO) == 1 && Environment.value("TERM") != "dumb"
  }

  /// Puts `line` in the place of what the last line of standard error says.
  static func overwrite(_ line: String) {
    write("\r\u{1B}[K" + line, to: STDERR_FILENO)
  }

  /// A line of the answer.
  func fact(_ line: String) {
    Console.write(TokenRedactor.redact(line) + "\n", to: STDOUT_FILENO)
  }

  /// Text of the answer, with its own line feeds.
  func facts(_ text: String) {
    Console.write(TokenRedactor.redact(text), to: STDOUT_FILENO)
  }

  /// A line about what was done or comes next.
  func talk(_ line: String) {
    if !isQuiet { Console.write(TokenRedactor.redact(line) + "\n", to: STDERR_FILENO) }
  }

  /// What may not be as it was meant, and what to do about it.
  func warn(_ message: String, hint: String) {
    talk("warning: \(message)\nhint: \(hint)")
  }

  /// Text about why something is refused, with its own line feeds, which already is fit for a terminal.
  static func complain(_ text: String) {
    write(TokenRedactor.redact(text), to: STDERR_FILENO)
  }

  /// Why the program stops.
  static func explain(_ failure: CommandFailure) {
    write(text(of: failure), to: STDERR_FILENO)
  }

  /// What is told of `failure`: the fact, and on a line of its own what to do.
  static func text(of failure: CommandFailure) -> String {
    "error: \(shown(failure.message))\n" + (failure.hint.map { "hint: \(shown($0))\n" } ?? "")
  }

  /// Tells whoever gave a secret as an argument what has become of it, unless `hint` did.
  static func warnOfSecrets(in arguments: [String], besides hint: String? = nil) {
    let history = "the shell's history"
    guard arguments.contains(where: { !SecretPlace.all(in: $0.utf8.span).isEmpty }), hint?.contains(history) != true
    else { return }
    complain(
      "hint: a secret given as an argument stands in \(history) now, and everybody on the machine could see it\n")
  }

  /// `text` on one line, without tokens and without anything that a terminal would obey.
  static func shown(_ text: String) -> String {
    TerminalText.escaped(TokenRedactor.redact(text))
  }

  /// Writes all of `text`; see ``LostOutput`` for what cannot be written.
  private static func write(_ text: String, to descriptor: Int32) {
    write(bytes: text.utf8.span, to: descriptor)
  }

  /// Writes secret or binary `bytes` to standard output, and nowhere else.
  static func writeOut(_ bytes: Span<UInt8>) {
    write(bytes: bytes, to: STDOUT_FILENO)
  }

  /// Waits until `descriptor`, which was left not to block, takes more; false if it never will.
  private static func waits(for descriptor: Int32) -> Bool {
    var asked = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&asked, 1, -1) > 0 && asked.revents & Int16(POLLERR | POLLNVAL) == 0
  }

  private static func write(bytes: Span<UInt8>, to descriptor: Int32) {
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        let count = unsafe Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR || errno == EAGAIN && waits(for: descriptor) { continue }
        guard count > 0 else {
          // Of what goes wrong with standard error nobody is there to be told.
          if descriptor == STDOUT_FILENO { LostOutput.note(errno) }
          return
        }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }
}

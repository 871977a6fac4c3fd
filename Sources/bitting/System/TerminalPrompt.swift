internal import Glibc
internal import Sodium

/// Questions to the person at the terminal, asked and answered on `/dev/tty` so that pipes stay what they are.
enum TerminalPrompt {
  /// The answer to `question`, as it is typed; nil at the end of input.
  static func answer(_ question: String) throws -> String? {
    let terminal = try open()
    defer { close(terminal) }
    guard let answer = try line(question, on: terminal) else {
      // What follows is not to stand behind the question.
      unsafe write(terminal, "\n", 1)
      return nil
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// Whether there is somebody to ask.
  static var isAvailable: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// A password, which is not shown while it is typed; `failure` where there is no terminal.
  static func password(_ question: String, orElse failure: CommandFailure = noTerminal) throws -> SecretBytes {
    let terminal = try open(orElse: failure)
    defer { close(terminal) }
    return try hidden(question, on: terminal)
  }

  /// A new password, typed twice alike and not empty; `failure` where there is no terminal.
  static func newPassword(_ question: String, orElse failure: CommandFailure) throws -> SecretBytes {
    let terminal = try open(orElse: failure)
    defer { close(terminal) }
    let first = try hidden(question, on: terminal)
    let second = try hidden("The same again", on: terminal)
    let areEqual = first.withBytes { one in second.withBytes { other in areSame(one, other) } }
    guard areEqual, first.count > 0 else {
      throw CommandFailure.cannotTell(first.count == 0 ? "the password is empty" : "the two passwords differ")
    }
    return first
  }

  private static func areSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
  }

  /// What is told where there is nobody to ask.
  private static let noTerminal = CommandFailure.cannotTell(
    "there is no terminal to ask on", hint: "give what is needed as options")

  private static func open(orElse failure: CommandFailure = noTerminal) throws -> Int32 {
    let descriptor = unsafe Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw failure }
    return descriptor
  }

  /// What is typed while the terminal shows nothing of it.
  ///
  /// A signal that ends or stops the program has its effect once the terminal shows again what is typed, as with
  /// `readpassphrase(3)`: whoever stopped the program and goes on is asked anew.
  private static func hidden(_ question: String, on terminal: Int32) throws -> SecretBytes {
    while true {
      let signals = try HeldSignals()
      let line = Result { try hiddenLine(question, on: terminal, until: signals.arrival) }
      signals.release()
      if var bytes = try line.get() {
        defer { for index in bytes.indices { bytes[index] = 0 } }
        return SecretBytes(copying: bytes.span)
      }
    }
  }

  /// One line, empty at the end of input; nil if `arrival` can be read before it ends.
  private static func hiddenLine(
    _ question: String, on terminal: Int32, until arrival: Int32
  ) throws -> [UInt8]? {
    var settings = termios()
    guard unsafe tcgetattr(terminal, &settings) == 0 else {
      throw CommandFailure.cannotTell("the terminal cannot hide what is typed")
    }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    // In the background this is answered with a signal, which stops the program.
    guard set(settings, on: terminal) else {
      if errno == EINTR { return nil }
      throw CommandFailure.cannotTell("the terminal cannot hide what is typed")
    }
    defer {
      set(before, on: terminal)
      unsafe write(terminal, "\n", 1)
    }
    do {
      return try line(question, on: terminal, until: arrival) ?? []
    } catch is Interruption {
      return nil
    }
  }

  @discardableResult
  private static func set(_ settings: termios, on terminal: Int32) -> Bool {
    var settings = settings
    return unsafe tcsetattr(terminal, TCSAFLUSH, &settings) == 0
  }

  /// Something else came before the line had ended.
  private struct Interruption: Error {}

  /// One line of at most 4,096 bytes, without its line feed; nil at the end of input. Fails with an ``Interruption`` once
  /// `arrival` can be read.
  private static func line(_ question: String, on terminal: Int32, until arrival: Int32? = nil) throws -> [UInt8]? {
    let prompt = Array("\(Console.shown(question)): ".utf8)
    unsafe prompt.withUnsafeBytes { unsafe _ = write(terminal, $0.baseAddress, $0.count) }
    var bytes: [UInt8] = []
    while bytes.count < 4_096 {
      if let arrival { try wait(for: terminal, unless: arrival) }
      var byte: UInt8 = 0
      let count = unsafe read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes.isEmpty ? nil : bytes }
      if byte == 0x0A { return bytes }
      bytes.append(byte)
    }
    throw CommandFailure.cannotTell("that line is too long")
  }

  /// Returns once `terminal` can be read, or fails once `arrival` can be.
  ///
  /// A signal may reach another thread, so that nothing here is interrupted by it; what it writes is seen all the same.
  private static func wait(for terminal: Int32, unless arrival: Int32) throws {
    var both = [
      pollfd(fd: terminal, events: Int16(POLLIN), revents: 0), pollfd(fd: arrival, events: Int16(POLLIN), revents: 0),
    ]
    while unsafe poll(&both, 2, -1) < 0, errno == EINTR {}
    guard both[1].revents == 0 else { throw Interruption() }
  }
}

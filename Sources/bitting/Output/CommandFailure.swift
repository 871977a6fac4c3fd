internal import ArgumentParser

/// How a command ends, for scripts.
enum Status {
  /// The answer is yes.
  static let yes = ExitCode(0)
  /// The answer is no: findings at error level, a denied request.
  static let no = ExitCode(1)
  /// There is no answer: something is unreadable, unverifiable or not there.
  static let unknown = ExitCode(2)
  /// The command was used wrongly (`EX_USAGE` of sysexits.h).
  static let usage = ExitCode(64)
}

/// Why a command stops: what is wrong, what to do about it, and with which status it ends.
struct CommandFailure: Error {
  let message: String
  let hint: String?
  let status: ExitCode

  /// There is no answer.
  static func cannotTell(_ message: String, hint: String? = nil) -> CommandFailure {
    CommandFailure(message: message, hint: hint, status: Status.unknown)
  }

  /// The answer is no.
  static func refused(_ message: String, hint: String? = nil) -> CommandFailure {
    CommandFailure(message: message, hint: hint, status: Status.no)
  }

  /// The command was used wrongly.
  static func usage(_ message: String, hint: String? = nil) -> CommandFailure {
    CommandFailure(message: message, hint: hint, status: Status.usage)
  }
}

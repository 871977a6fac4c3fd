internal import AgeFile
internal import ArgumentParser
internal import Glibc

/// How a new token is handed over.
struct TokenOptions: ParsableArguments {
  @Flag(name: .customLong("print"), help: "Print the token, and nothing else, to standard output.")
  var prints = false

  @Option(
    help: ArgumentHelp(
      "Write the token to a new file that only you can read; with --due a folder, one file for each key.",
      valueName: "file"), completion: .file())
  var to: String?

  @Option(
    help: ArgumentHelp("Print the token encrypted to somebody's age key, in armour.", valueName: "recipient"))
  var sealTo: String?

  /// What the options ask for; without one of them a token is shown on the terminal, if there is one.
  func delivery() throws -> TokenDelivery {
    guard (prints ? 1 : 0) + (to == nil ? 0 : 1) + (sealTo == nil ? 0 : 1) < 2 else {
      throw CommandFailure.usage("`--print`, `--to` and `--seal-to` exclude each other")
    }
    if let to { return .file(try checked(to)) }
    if let sealTo { return .sealed(try recipient(sealTo)) }
    if prints { return .print }
    guard isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure.usage(
        "nothing says where the token goes", hint: "give one of `--to FILE`, `--seal-to RECIPIENT` and `--print`")
    }
    return .terminal
  }

  private func checked(_ path: String) throws -> String {
    guard path != "-", !path.isEmpty else {
      throw CommandFailure.usage("`--to` takes the name of a file", hint: "`--print` prints the token")
    }
    return path
  }

  private func recipient(_ text: String) throws -> AgeRecipient {
    guard let recipient = try? AgeRecipient(text.utf8.span) else {
      throw CommandFailure.usage(
        "what `--seal-to` names is no age recipient", hint: "a recipient begins with `age1`; `age-keygen` prints one")
    }
    return recipient
  }
}

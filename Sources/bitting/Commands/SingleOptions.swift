internal import ArgumentParser

/// The options that take one value, so that giving one twice is a mistake: the parser alone would let the last one win,
/// whose access it may decide.
enum SingleOptions {
  /// The names of these options, by the name of their command. A test compares them with what the parser knows.
  static let names: [String: String] = [
    "init": "name prefix",
    "new": "type environment owner purpose tenant rate expires to seal-to root at",
    "rotate": "grace to seal-to root at",
    "revoke": "reason root at",
    "check": "root at format",
    "fmt": "root at",
    "test": "filter format threshold coverage-file coverage-format root at",
    "review": "base head format root at",
    "build": "out root at",
    "inspect": "identity threshold root at format",
    "authorize":
      "scope identity from tenant token-file token-env service environment revocations state threshold root at format",
    "who-can": "service environment tenant from root at format",
    "what-can": "root at format",
    "why-not": "service tenant from root at format",
    "explain": "root at",
    "signer": "out root at",
    "service": "out root at",
    "schema": "out root at",
  ]

  /// Wrong use where `arguments`, which `command` was parsed from, give an option of one value more than once.
  static func refuseRepeated(in arguments: some Sequence<String>, of command: any ParsableCommand) throws {
    let options = names[type(of: command).configuration.commandName ?? ""] ?? ""
    let repeated = repeated(options.split(separator: " ").map { "--\($0)" }, in: arguments)
    guard !repeated.isEmpty else { return }
    let list = repeated.map { "`\($0)`" }.joined(separator: ", ")
    throw CommandFailure.usage("\(list) \(repeated.count == 1 ? "is" : "are") given twice")
  }

  /// Those of `options` that `arguments` hold more than once, in the order in which they are repeated.
  ///
  /// What follows `--` is no option. No value begins with `-`, unless it is that of `--option=value` or `-` alone: the
  /// parser takes it for an option.
  static func repeated(_ options: [String], in arguments: some Sequence<String>) -> [String] {
    var (seen, repeated): ([String], [String]) = ([], [])
    for argument in arguments.prefix(while: { !$0.utf8.elementsEqual("--".utf8) }) {
      let name = argument.utf8.prefix { $0 != 0x3D }
      guard let option = options.first(where: { $0.utf8.elementsEqual(name) }) else { continue }
      if seen.contains(option), !repeated.contains(option) { repeated.append(option) }
      seen.append(option)
    }
    return repeated
  }
}

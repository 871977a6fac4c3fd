internal import ArgumentParser

/// The names of the commands, and of what some of them are followed by.
enum VerbNames {
  /// Wrong use where `arguments` begin with a word that is none; what else is wrong with them is found when they are
  /// parsed.
  static func refuseUnknown(in arguments: some Sequence<String>) throws {
    var command: any ParsableCommand.Type = Bitting.self
    var path = ""
    for argument in arguments {
      let verbs = command.configuration.subcommands
      guard !verbs.isEmpty, argument.utf8.first != 0x2D else { return }
      // `help` is no command of ours, and takes the name of one.
      if path.isEmpty, argument.utf8.elementsEqual("help".utf8) { continue }
      guard let verb = verbs.first(where: { name(of: $0).utf8.elementsEqual(argument.utf8) }) else {
        throw unknown(argument, after: path, among: verbs.map(name))
      }
      command = verb
      path += "\(argument) "
    }
  }

  /// What to say where `arguments` begin with an option and name a command behind it; nil where they do not.
  static func hint(for arguments: some Collection<String>) -> String? {
    guard arguments.first?.utf8.first == 0x2D else { return nil }
    let names = Bitting.configuration.subcommands.map(name)
    let verb = names.first { name in arguments.contains { $0.utf8.elementsEqual(name.utf8) } }
    return verb.map { "options follow the command; `bitting \($0) --help` shows them" }
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }

  private static func unknown(_ argument: String, after path: String, among names: [String]) -> CommandFailure {
    .usage(
      "there is no command `\(path)\(argument)`",
      hint: NameHint.text(for: argument, among: names) ?? "`bitting --help` lists all of them")
  }
}

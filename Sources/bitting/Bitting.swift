internal import ArgumentParser

/// The program: a verb, or help.
@main
struct Bitting: AsyncParsableCommand {
  /// The version of the program.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "bitting", abstract: "API keys as code: declared in git, checked, sealed, decided anywhere.",
    version: version,
    subcommands: [
      InitCommand.self, NewCommand.self, RotateCommand.self, RevokeCommand.self,
      CheckCommand.self, FmtCommand.self, TestCommand.self, ReviewCommand.self,
      BuildCommand.self, InspectCommand.self, AuthorizeCommand.self,
      WhoCanCommand.self, WhatCanCommand.self, WhyNotCommand.self,
      ExplainCommand.self, KeygenCommand.self, SchemaCommand.self,
    ])

  static func main() async {
    do {
      try VerbNames.refuseUnknown(in: CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try SingleOptions.refuseRepeated(in: CommandLine.arguments.dropFirst(), of: command)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      if let failure = LostOutput.failure { throw failure }
    } catch let failure as CommandFailure {
      Console.explain(failure)
      Console.warnOfSecrets(in: CommandLine.arguments, besides: failure.hint)
      exit(withError: failure.status)
    } catch {
      end(error)
    }
  }

  /// Ends as ArgumentParser would, but for what it repeats of the arguments: those may be anything.
  private static func end(_ error: any Error) -> Never {
    let status = exitCode(for: error)
    if let failure = LostOutput.failure {
      Console.explain(failure)
      exit(withError: failure.status)
    }
    let text = fullMessage(for: error)
    guard !status.isSuccess, !text.isEmpty else { exit(withError: error) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Console.shown(String($0)) }
    Console.complain(lines.joined(separator: "\n") + "\n")
    let arguments = CommandLine.arguments.dropFirst()
    let hint =
      SplitRequest.hint(for: CommandLine.arguments) ?? VerbNames.hint(for: arguments)
      ?? UnexpectedFolder.hint(for: arguments, refusedWith: text)
    if let hint { Console.complain("hint: \(hint)\n") }
    Console.warnOfSecrets(in: CommandLine.arguments)
    exit(withError: status)
  }
}

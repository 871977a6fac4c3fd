internal import ArgumentParser

@main
struct Bitting: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bitting", abstract: "API keys as code.")
}

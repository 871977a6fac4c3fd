import ArgumentParser

/// `bench`: makes trees of a given size, and measures on them.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Make large repositories, and measure on them.",
    subcommands: [GenerateCommand.self, RowsCommand.self])
}

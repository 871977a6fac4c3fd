internal import ArgumentParser
internal import BittingQueries
internal import Diagnostics

/// `bitting what-can`: all that one key may do.
struct WhatCanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-can", abstract: "Show all that a key may do.",
    discussion: """
      Answers from the declarations as they are, for bundles that would be built now. Routes that are public need no \
      key and are not listed.
      """)

  @Argument(help: "The name of the key.")
  var key: String

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print the answer.", valueName: "format"))
  var format: AnswerFormat = .terminal

  func run() throws {
    let asked = try AskedCatalog(global)
    let view = WhatCanView(asked.queries.reach(of: try asked.key(key), at: global.now))
    if format == .json { global.console.fact(view.json.text) } else { global.console.facts(view.text) }
  }
}

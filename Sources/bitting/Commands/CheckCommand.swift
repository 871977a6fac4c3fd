internal import ArgumentParser
internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// `bitting check`: all findings, everywhere, sorted; nothing is written.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check keys and policies against all rules.",
    discussion: """
      Reads keys/ and policies/ and reports everything that is wrong, in the order of the files. Ends with 0 if no \
      finding is an error, with 1 if one is, and with 2 if there is nothing to check.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print findings.", valueName: "format"))
  var format: FindingFormat = .terminal

  func run() throws {
    let checked = Checker.check(try global.tree(), at: global.now)
    FindingReport(checked).print(format, from: try global.rootFolder(), on: global.console)
    if checked.checkedCatalog == nil { throw Status.no }
  }
}

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

  @Option(help: "How to print findings: terminal or json.")
  var format: FindingFormat = .terminal

  func run() throws {
    let checked = try global.check(at: global.now)
    FindingReport(checked).print(format, on: global.console)
    if checked.checkedCatalog == nil { throw Status.no }
  }
}

/// How findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case terminal, json
}

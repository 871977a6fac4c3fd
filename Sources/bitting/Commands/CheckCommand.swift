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
      finding is an error, with 1 if one is, and with 2 if there is nothing to check. Findings that a waiver excuses are \
      counted apart.
      """)

  @Flag(help: "First put right what is certain and changes nobody's access; comments stay.")
  var fix = false

  @Flag(help: "Print what waivers excuse, too.")
  var showWaived = false

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print findings.", valueName: "format"))
  var format: ReportFormat = .terminal

  func run() throws {
    let fixes = fix ? try fixes(of: try global.tree()) : nil
    let checked = try fixes?.checked ?? global.check(at: global.now)
    let report = FindingReport(checked, fixes: fixes, showsWaived: showWaived)
    report.print(format, from: try global.rootFolder(), on: global.console)
    if let failure = CommandFailure.unreadable(checked.unreadable) { throw failure }
    if checked.checkedCatalog == nil { throw Status.no }
  }

  /// Puts right what is certain, in the files.
  private func fixes(of tree: RepositoryTree) throws -> Fixes {
    let repository = EditableRepository(tree, at: global.now)
    let fixes = try planned(on: global.console) { () throws(EditFailure) in try repository.fixingWhatIsCertain() }
    do {
      try EditWriting.write(fixes.edits, below: try global.rootFolder())
    } catch let interruption as EditWriting.Interruption {
      throw CommandFailure.cannotTell(
        interruption.failure.message,
        hint:
          "written so far: \(interruption.written.isEmpty ? "nothing" : interruption.written.joined(separator: ", "))")
    }
    return fixes
  }
}

internal import ArgumentParser
internal import BittingCompiler
internal import KeyModel
internal import PolicyTesting

/// `bitting test`: the policy tests, on the validator.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the policy tests on really sealed bundles.",
    discussion: """
      Each test is one caller at one instant; its requests are decided by the validator, on a bundle that is sealed for \
      the run and thrown away. Ends with 0 if every decision is the expected one, with 1 if one is not or the \
      declarations have an error, and with 2 if there are no tests or all of them are skipped. With an error nothing is \
      tested, and the findings are printed as `bitting check` prints them.

      With --coverage it counts which decisions the tests have seen, of those that keys of each type can meet on each \
      route: `bitting explain coverage`.
      """)

  @Option(help: ArgumentHelp("Run the tests with TEXT in their names only.", valueName: "text"))
  var filter: String?

  @Option(help: "Run the tests of this service only; may be repeated.")
  var service: [String] = []

  @Option(help: "Run the tests of this environment only; may be repeated.")
  var environment: [String] = []

  @Option(help: ArgumentHelp("How to print the results.", valueName: "format"))
  var format: ReportFormat = .terminal

  @OptionGroup var coverage: CoverageOptions

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try coverage.refuseMisuse()
    let checked = try global.checkWhole(at: global.now)
    guard let catalog = checked.checkedCatalog?.catalog else {
      let report = FindingReport(checked)
      // To a program this is the answer; to a person it is why there is none.
      if format == .terminal {
        report.explain(on: global.console)
      } else {
        report.print(format, from: try global.rootFolder(), on: global.console)
      }
      throw CommandFailure.refused("nothing is tested while the declarations have an error")
    }
    let selection = try TestSelection(filter: filter, services: service, environments: environment).tests(of: catalog)
    var rehearsals = TestRehearsals(of: catalog)
    let report = Progress.show("testing", on: global.console) { rehearsals.run(selection) }
    let covered = try coverage.isWanted ? rehearsals.coverage(of: report) : nil
    let folder = CheckoutPrefix.of(try global.rootFolder())
    let view = TestReportView(
      report: report, coverage: covered, showsCells: coverage.isShown, sources: checked.sources, folder: folder)
    view.print(format, on: global.console)
    if let covered { try coverage.write(covered, of: checked.sources, in: folder) }
    guard report.isGood else { throw Status.no }
    guard report.counts.requests > 0 else {
      throw CommandFailure.cannotTell(
        "nothing was asked: \(report.counts.tests == 0 ? "every test" : "what is not") of this run is skipped")
    }
    if let covered { try coverage.judge(covered) }
  }
}

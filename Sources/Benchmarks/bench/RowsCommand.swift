import ArgumentParser
import Foundation

/// `bench rows`: what `make bench` prints.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows", abstract: "Measure, and print a row for each goal.",
    discussion: """
      Both sides of a row run in turn in the same minute, and the ratio is taken of each pair: a busy machine makes both \
      slower. Ratios are medians. Ends with 0 whether or not a goal is met, since one run on a shared machine proves \
      little; with 1 if something could not be measured. Rows that need a program or a library that is not there are left \
      out, with a line that says so.
      """)

  @Option(help: "The folder with the programs that were built for release.")
  var programs: String

  @Option(help: "Where the repositories and bundles to measure on are made, or lie from the last time.")
  var work: String

  @Option(help: "The folder with the library for C and the Python environment, as `make wheel` leaves it.")
  var library = ".build-lib"

  @Option(help: "How often each pair is run.")
  var rounds = 5

  @Option(help: ArgumentHelp("Only what has this text in its title.", valueName: "text"))
  var only: String?

  @Option(help: "How many keys the largest bundle has that decisions are measured on.")
  var keys = 1_000_000

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("there has to be one round at least") }
    guard keys >= 1_000 else { throw ValidationError("the largest bundle has a thousand keys at least") }
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let plans =
      CheckSuite.plans(programs: programs, work: work) + DecidingSuite.plans(work: work, largest: keys)
      + OpeningSuite.plans(programs: programs, work: work)
      + DoorsSuite.plans(DoorPlaces(library: library, programs: programs, work: work), largest: keys)
    for plan in plans where only.map({ plan.title.contains($0) }) ?? true {
      print(plan.title)
      do {
        for row in try plan.measure(rounds) { print(RowsCommand.line(row.columns)) }
      } catch let missing as LeftOut {
        print("  left out: \(missing.why)")
      }
    }
  }

  /// The columns at fixed places, so that lines that are printed as they come stand below each other.
  private static func line(_ columns: [String]) -> String {
    let widths = [16, 11, 11, 7, 16, 14]
    let filled = zip(columns, widths).map { $0 + String(repeating: " ", count: max(1, $1 - $0.count)) }
    return "  " + filled.joined() + columns.dropFirst(widths.count).joined()
  }
}

internal import ArgumentParser
internal import Diagnostics
internal import PolicyTesting

/// What is done about coverage.
struct CoverageOptions: ParsableArguments {
  @Flag(name: .customLong("coverage"), help: "Show which decisions the tests have seen, of those that can happen.")
  var isShown = false

  @Option(help: ArgumentHelp("Fail if fewer than N percent were seen.", valueName: "n"))
  var threshold: Int?

  @Option(help: ArgumentHelp("Write the coverage to FILE.", valueName: "file"), completion: .file())
  var coverageFile: String?

  @Option(help: "How it is written. (default: lcov)")
  var coverageFormat: CoverageFormat?

  /// Whether coverage is to be worked out.
  var isWanted: Bool { isShown || threshold != nil || coverageFile != nil }

  /// Wrong use where an option says nothing.
  func refuseMisuse() throws {
    if let threshold, !(0...100).contains(threshold) {
      throw CommandFailure.usage("`\(threshold)` for `--threshold` is not 0 to 100 percent")
    }
    if coverageFormat != nil, coverageFile == nil {
      throw CommandFailure.usage("`--coverage-format` is for a file", hint: "name it with --coverage-file")
    }
  }

  /// Writes the file that is asked for; LCOV names the declarations from the root of the checkout, in whose `folder` they
  /// lie.
  func write(_ coverage: PolicyCoverage, of sources: SourceSet, in folder: String) throws {
    guard let coverageFile else { return }
    let text = coverageFormat == .json ? coverage.json(of: sources).text + "\n" : coverage.lcov(of: sources, in: folder)
    do {
      try FileWriting.replace(coverageFile, with: text.utf8.span)
    } catch {
      throw CommandFailure.cannotTell("`\(coverageFile)` cannot be written: \(error.message)")
    }
  }

  /// Fails if less was seen than is asked for.
  func judge(_ coverage: PolicyCoverage) throws {
    guard let threshold else { return }
    guard let percent = coverage.percent else {
      throw CommandFailure.cannotTell(coverage.summary)
    }
    guard percent >= threshold else {
      throw CommandFailure.refused(
        "the tests have seen \(percent)% of the cells, and \(threshold)% is the least",
        hint: "`bitting test --coverage` shows what is missing")
    }
  }
}

/// How a file of coverage is written.
enum CoverageFormat: String, ExpressibleByArgument, CaseIterable {
  case lcov, json
}

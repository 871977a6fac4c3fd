internal import ArgumentParser

/// How a check, a run of tests or a review is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// For a person at a terminal.
  case terminal
  /// For programs.
  case json
  /// For GitHub code scanning, and others who read SARIF 2.1.0.
  case sarif
  /// As annotations of a GitHub workflow.
  case github
  /// For CI servers that show test results.
  case junit
  /// For a comment on a pull request, or the summary of a job.
  case markdown

  /// Whether its reader takes files from the root of the checkout, wherever in it the declarations are.
  var isReadInCheckout: Bool {
    switch self {
    case .terminal, .json, .markdown: false
    case .sarif, .github, .junit: true
    }
  }
}

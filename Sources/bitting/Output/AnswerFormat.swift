internal import ArgumentParser

/// How an answer is printed that is no list of findings.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  /// For a person at a terminal.
  case terminal
  /// For programs.
  case json
}

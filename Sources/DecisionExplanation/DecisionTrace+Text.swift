internal import Diagnostics
internal import KeyModel

extension DecisionTrace {
  /// A line for each check, fit for a terminal and without tokens: its name, its outcome, and the facts.
  public var lines: [String] {
    let width = steps.map(\.name.utf8.count).max() ?? 0
    return steps.map { step in
      let outcome = step.denial == nil ? "holds" : "denies"
      let name = step.name + String(repeating: " ", count: width - step.name.utf8.count)
      let padding = String(repeating: " ", count: 6 - outcome.utf8.count)
      return "\(name)  \(outcome)\(padding)  \(TerminalText.escaped(TokenRedactor.redact(step.text)))"
    }
  }
}

internal import Diagnostics
internal import KeyModel

/// The severities that a repository gives to rules.
struct SeverityTable {
  private var severities: [String: Severity?] = [:]

  init(_ declarations: Declarations) {
    for declaration in declarations.severities {
      guard let page = Rules.page(named: declaration.rule.value), page.isConfigurable else { continue }
      if severities[page.name] == nil { severities[page.name] = declaration.severity.value }
    }
  }

  /// The findings at their configured weights, without those of rules that are off.
  func weigh(_ findings: [Finding]) -> [Finding] {
    findings.compactMap { finding in
      guard let configured = severities[finding.rule] else { return finding }
      return configured.map(finding.weighing)
    }
  }
}

internal import Diagnostics
internal import KeyModel

/// Checks the names in the sections that later stages evaluate: severities, assertions, waivers, approvers, tests.
enum ReferenceResolver {
  static func check(_ declarations: Declarations, _ names: NameTable, _ report: inout [Finding]) {
    severities(declarations.severities, &report)
    for assertion in declarations.assertions { check(assertion.form, names, &report) }
    for waiver in declarations.waivers {
      if let page = rule(waiver.rule, &report), !page.isWaivable {
        report.append(WrongType.cannotBeWaived(page, waiver.rule.span))
      }
      key(waiver.key, names, &report)
    }
    for approver in declarations.approvers { check(approver, names, &report) }
    requireDistinctNames(declarations.tests, &report)
    for test in declarations.tests {
      service(test.service, names, &report)
      environment(test.environment, names, &report)
      key(test.key, names, &report)
    }
  }

  /// A report of tests names each by its file and its name.
  private static func requireDistinctNames(_ tests: [TestDeclaration], _ report: inout [Finding]) {
    struct NameInFile: Hashable {
      let file: FileID
      let name: Text
    }
    var (first, room): ([NameInFile: SourceSpan], FindingRoom) = ([:], FindingRoom())
    for name in tests.map(\.name) {
      let place = NameInFile(file: name.span.file, name: name.value)
      if let known = first[place] {
        guard room.takeOne(in: name.span.file) else { continue }
        report.append(DuplicateName.found("test", name.value.string, at: name.span, first: known))
      } else {
        first[place] = name.span
      }
    }
  }

  private static func severities(_ severities: [SeverityDeclaration], _ report: inout [Finding]) {
    var first: [Text: SourceSpan] = [:]
    for declaration in severities {
      let name = declaration.rule.value
      if let known = first[name] {
        report.append(DuplicateName.found("rule", name.string, at: declaration.rule.span, first: known))
      }
      first[name] = first[name] ?? declaration.rule.span
      guard let page = rule(declaration.rule, &report), !page.isConfigurable else { continue }
      report.append(WrongType.isAlwaysAnError(page.name, declaration.rule.span))
    }
  }

  private static func rule(_ name: Located<Text>, _ report: inout [Finding]) -> RulePage? {
    if let page = Rules.page(named: name.value) { return page }
    UnknownReference.report("rule", name.value.string, at: name.span, known: Rules.names, to: &report)
    return nil
  }

  private static func check(_ form: AssertionDeclaration.Form, _ names: NameTable, _ report: inout [Finding]) {
    switch form {
    case .forbid(let selection, let scope), .atMost(_, let selection, let scope):
      check(selection, names, &report)
      _ = ServiceResolver.isKnown(scope.value, at: scope.span, names, &report)
    case .separate(let scopes, let selection):
      check(selection, names, &report)
      for scope in scopes { _ = ServiceResolver.isKnown(scope.value, at: scope.span, names, &report) }
    }
  }

  private static func check(_ selection: KeySelection, _ names: NameTable, _ report: inout [Finding]) {
    key(selection.key, names, &report)
    environment(selection.environment, names, &report)
    type(selection.type, names, &report)
  }

  private static func check(_ approver: ApproverDeclaration, _ names: NameTable, _ report: inout [Finding]) {
    _ = NameTable.distinct(approver.names, &report)
    type(approver.type, names, &report)
    if let scope = approver.scope { _ = ServiceResolver.isKnown(scope.value, at: scope.span, names, &report) }
  }

  private static func type(_ type: Located<Name>?, _ names: NameTable, _ report: inout [Finding]) {
    guard let type, names.types[type.value] == nil else { return }
    UnknownReference.report(
      "key type", type.value.description, at: type.span,
      known: names.types.keys.lazy.map(\.description), all: names.completeness.policies, to: &report)
  }

  private static func key(_ key: Located<KeyID>?, _ names: NameTable, _ report: inout [Finding]) {
    guard let key, !names.keys.contains(key.value) else { return }
    UnknownReference.report(
      "key", key.value.description, at: key.span,
      known: names.keys.names.lazy.map(\.description), all: names.completeness.keys, to: &report)
  }

  private static func service(_ service: Located<Name>, _ names: NameTable, _ report: inout [Finding]) {
    guard names.services[service.value] == nil else { return }
    UnknownReference.report(
      "service", service.value.description, at: service.span,
      known: names.services.keys.lazy.map(\.description), all: names.completeness.policies, to: &report)
  }

  private static func environment(
    _ environment: Located<EnvironmentName>?, _ names: NameTable, _ report: inout [Finding]
  ) {
    guard let environment, !names.mayHave(environment.value) else { return }
    UnknownReference.report(
      "environment", environment.value.description, at: environment.span,
      known: names.environments.lazy.map(\.description), to: &report)
  }
}

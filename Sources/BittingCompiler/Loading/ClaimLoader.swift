internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads `assertions` and `waivers`.
enum ClaimLoader {
  static func assertion(_ node: YAMLNode, _ report: inout [Finding]) -> AssertionDeclaration? {
    guard var fields = FieldReader(node, "an assertion", report: &report) else { return nil }
    let claim = fields.required("claim", as: Line.self, &report)?.text
    let form = form(&fields, &report)
    fields.finish(&report)
    // A claim of which a part cannot be read may be about other keys than what is left of it.
    guard let claim, let form, fields.unread.isEmpty else { return nil }
    return AssertionDeclaration(claim: claim, form: form, span: node.span)
  }

  private static func form(_ fields: inout FieldReader, _ report: inout [Finding]) -> AssertionDeclaration.Form? {
    if var forbidden = fields.mapping("forbid", &report) {
      let selection = selection(&forbidden, &report)
      let scope = forbidden.required("scope", as: Scope.self, &report)
      forbidden.finish(&report)
      guard forbidden.unread.isEmpty else { return nil }
      return scope.map { .forbid(selection, scope: $0) }
    }
    if fields.contains("at_most") {
      let count = fields.value("at_most", as: Count.self, &report)?.map(\.value)
      let (selection, scope) = (selection(&fields, &report), fields.required("scope", as: Scope.self, &report))
      guard let count, let scope else { return nil }
      return .atMost(count: count, selection, scope: scope)
    }
    if fields.contains("separate") {
      let scopes = fields.list("separate", of: Scope.self, &report)
      let selection = selection(&fields, &report)
      guard let scopes else { return nil }
      if Set(scopes.map(\.value)).count < 2, !fields.unread.contains("separate") {
        report.append(WrongType.separatesNothing(at: fields.place(of: "separate")))
      }
      return .separate(scopes, selection)
    }
    if !fields.unread.contains("forbid") {
      report.append(MissingField.found("forbid`, `at_most` or `separate", in: fields.subject, at: fields.anchor))
    }
    return nil
  }

  private static func selection(_ fields: inout FieldReader, _ report: inout [Finding]) -> KeySelection {
    KeySelection(
      type: fields.value("type", as: Name.self, &report), key: fields.value("key", as: KeyID.self, &report),
      environment: fields.value("environment", as: EnvironmentName.self, &report))
  }

  static func waiver(_ node: YAMLNode, _ report: inout [Finding]) -> WaiverDeclaration? {
    guard var fields = FieldReader(node, "a waiver", report: &report) else { return nil }
    let rule = fields.required("rule", as: Line.self, &report)?.text
    let key = fields.value("key", as: KeyID.self, &report)
    let until = fields.required("until", as: Instant.self, &report)
    let owner = fields.required("owner", as: Line.self, &report)?.text
    let reason = fields.required("reason", as: Prose.self, &report)?.text
    fields.finish(&report)
    // A waiver whose key cannot be read must not excuse every key.
    guard let rule, let until, key != nil || !fields.unread.contains("key") else { return nil }
    return WaiverDeclaration(rule: rule, key: key, until: until, owner: owner, reason: reason, span: node.span)
  }
}

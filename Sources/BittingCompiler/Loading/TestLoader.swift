internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads one of `tests`.
enum TestLoader {
  static func test(_ node: YAMLNode, _ report: inout [Finding]) -> TestDeclaration? {
    guard var fields = FieldReader(node, "a test", report: &report) else { return nil }
    let name = fields.required("name", as: Line.self, &report)?.text
    if let name { (fields.what, fields.anchor) = ("test `\(name.value)`", name.span) }
    let service = fields.required("service", as: Name.self, &report)
    let environment = fields.required("environment", as: EnvironmentName.self, &report)
    let at = fields.required("at", as: Instant.self, &report)
    let key = fields.value("key", as: KeyID.self, &report)
    let from = fields.value("from", as: Address.self, &report)
    let tenant = fields.value("tenant", as: TenantName.self, &report)
    let skip = fields.value("skip", as: Line.self, &report)?.text
    let others = fields.value("others", as: OutcomeWords.self, &report)
    let expectations = expectations(&fields, &report)
    fields.finish(&report)
    if let others, others.value.outcome != .deny(nil) { report.append(WrongType.othersAreNotDenied(others.span)) }
    guard let name, let service, let environment, let at, fields.unread.isEmpty else { return nil }
    return TestDeclaration(
      name: name, service: service, environment: environment, key: key, at: at, from: from, tenant: tenant,
      skip: skip, othersAreDenied: others?.map { $0.outcome == .deny(nil) }, expectations: expectations,
      span: node.span)
  }

  private static func expectations(
    _ fields: inout FieldReader, _ report: inout [Finding]
  ) -> [TestDeclaration.Expectation] {
    guard let node = fields.node("expect") else {
      report.append(MissingField.found("expect", in: fields.subject, at: fields.anchor))
      return []
    }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`expect` of \(fields.subject)", node))
      return []
    }
    if node.entryCount == 0, !fields.contains("others") {
      report.append(MissingField.expectations(of: fields.subject, at: node.span))
    }
    return node.entries.compactMap { entry in
      guard let request = entry.key.value(as: RequestLine.self, of: "expect", &report),
        let outcome = entry.value.value(as: OutcomeWords.self, of: "expect", &report)
      else { return nil }
      if let note = slip(in: request.value, expecting: outcome.value.outcome) {
        report.append(WrongType.isNeverSent(request.value, at: request.span, note))
      }
      return TestDeclaration.Expectation(
        method: request.value.method, path: request.value.path, request: request.span,
        outcome: outcome.map(\.outcome))
    }
  }

  /// What to say of a request that is denied because it is written wrongly, whatever the policy is; nil where just that
  /// is expected, by its reason.
  private static func slip(in request: RequestLine, expecting outcome: TestDeclaration.Outcome) -> String? {
    let method = request.method.string
    if outcome != .deny(.route), UnreachableRoute.isInOtherCase(method) {
      return RequestNotes.note(onMethod: method)
    }
    return outcome == .deny(.path) ? nil : RequestNotes.note(onPath: request.path.string)
  }
}

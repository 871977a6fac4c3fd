internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads the documents of `policies/`: mappings of sections, in any file, in any order.
///
/// Sections join: lists follow each other, mappings are joined by name, and a name that comes twice is reported when
/// names are looked up. `project` and `levels` stand once in the whole tree.
enum PolicyLoader {
  static func load(_ root: YAMLNode, into declarations: inout Declarations, _ report: inout [Finding]) {
    guard var sections = FieldReader(root, "a policy", report: &report) else { return }
    project(&sections, into: &declarations, &report)
    levels(&sections, into: &declarations, &report)
    declarations.resources += entries("resources", &sections, &report, resource)
    declarations.services += entries("services", &sections, &report, service)
    declarations.types += entries("types", &sections, &report, TypeLoader.type)
    declarations.routes += RouteLoader.routes(&sections, &report)
    declarations.severities += severities(&sections, &report)
    declarations.assertions += items("assertions", &sections, &report, ClaimLoader.assertion)
    declarations.waivers += items("waivers", &sections, &report, ClaimLoader.waiver)
    declarations.approvers += items("approvers", &sections, &report, ApproverLoader.approver)
    declarations.tests += items("tests", &sections, &report, TestLoader.test)
    sections.finish(&report)
  }

  /// The entries of a section that maps names to mappings.
  private static func entries<Entry>(
    _ section: StaticString, _ sections: inout FieldReader, _ report: inout [Finding],
    _ read: (Located<Name>, YAMLNode, inout [Finding]) -> Entry?
  ) -> [Entry] {
    guard let node = sections.node(section) else { return [] }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`\(section)`", node))
      return []
    }
    let start = report.count
    return node.entries.compactMap { entry in
      guard !report.isFull(since: start) else { return nil }
      guard let name = entry.key.value(as: Name.self, of: section.description, &report) else { return nil }
      return read(name, entry.value, &report)
    }
  }

  /// The items of a section that is a list.
  private static func items<Item>(
    _ section: StaticString, _ sections: inout FieldReader, _ report: inout [Finding],
    _ read: (YAMLNode, inout [Finding]) -> Item?
  ) -> [Item] {
    sections.map(section, &report, read) ?? []
  }

  private static func project(
    _ sections: inout FieldReader, into declarations: inout Declarations, _ report: inout [Finding]
  ) {
    guard let node = sections.node("project"), var fields = FieldReader(node, "`project`", report: &report) else {
      return
    }
    var project = ProjectDeclaration(span: fields.anchor)
    project.name = fields.required("name", as: Name.self, &report)
    project.tokenPrefix = fields.required("token_prefix", as: TokenPrefix.self, &report)
    project.environments = fields.requiredList("environments", of: EnvironmentName.self, &report)
    bundle(&project, &fields, &report)
    fields.finish(&report)
    declarations.join(project, &report)
  }

  private static func bundle(
    _ project: inout ProjectDeclaration, _ fields: inout FieldReader, _ report: inout [Finding]
  ) {
    guard var bundle = fields.mapping("bundle", &report) else { return }
    project.validFor = bundle.length(
      "valid_for", moreThanNone: "no service could open a bundle: write how long one is good for, such as `7d`", &report
    )
    project.signers = (bundle.list("signers", of: SignerText.self, &report) ?? []).map { $0.map(\.key) }
    project.threshold = bundle.count(
      "threshold", moreThanNone: "no signature at all would be enough: write 1 or more", &report)
    project.unread = bundle.unread
    bundle.finish(&report)
  }

  private static func levels(
    _ sections: inout FieldReader, into declarations: inout Declarations, _ report: inout [Finding]
  ) {
    let levels = sections.list("levels", of: Name.self, &report) ?? []
    guard let span = sections.span(of: "levels") else { return }
    if levels.isEmpty, !sections.unread.contains("levels") {
      report.append(MissingField.items(of: "levels", in: sections.subject, at: span))
    }
    declarations.join(LevelsDeclaration(names: levels, span: span), &report)
  }

  private static func resource(
    _ name: Located<Name>, _ node: YAMLNode, _ report: inout [Finding]
  ) -> ResourceDeclaration? {
    guard var fields = FieldReader(node, "resource `\(name.value)`", report: &report) else { return nil }
    var resource = ResourceDeclaration(name: name)
    resource.title = fields.value("title", as: Line.self, &report)?.text
    resource.levels = fields.list("levels", of: Name.self, &report)
    resource.sensitive = fields.value("sensitive", as: Flag.self, &report)?.map(\.value)
    fields.finish(&report)
    return resource
  }

  private static func service(
    _ name: Located<Name>, _ node: YAMLNode, _ report: inout [Finding]
  ) -> ServiceDeclaration? {
    guard var fields = FieldReader(node, "service `\(name.value)`", report: &report) else { return nil }
    fields.anchor = name.span
    var service = ServiceDeclaration(name: name)
    if let resources = fields.list("resources", of: Name.self, &report) {
      service.resources = resources
    } else if !fields.unread.contains("resources") {
      report.append(MissingField.found("resources", in: fields.subject, at: name.span))
    }
    if let node = fields.node("recipients") { service.recipients = recipients(node, of: fields.subject, &report) }
    fields.finish(&report)
    return service
  }

  private static func recipients(
    _ node: YAMLNode, of subject: String, _ report: inout [Finding]
  ) -> [RecipientsDeclaration] {
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`recipients` of \(subject)", node))
      return []
    }
    let start = report.count
    return node.entries.compactMap { entry in
      guard !report.isFull(since: start) else { return nil }
      guard let environment = entry.key.value(as: EnvironmentName.self, of: "recipients", &report) else { return nil }
      guard entry.value.kind == .sequence else {
        report.append(WrongType.notAList(environment.value.description, entry.value))
        return nil
      }
      let recipients = entry.value.items.compactMap { $0.value(as: RecipientText.self, of: "recipients", &report) }
      return RecipientsDeclaration(environment: environment, recipients: recipients.map { $0.map(\.recipient) })
    }
  }

  private static func severities(
    _ sections: inout FieldReader, _ report: inout [Finding]
  ) -> [SeverityDeclaration] {
    guard let node = sections.node("rules") else { return [] }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`rules`", node))
      return []
    }
    let start = report.count
    return node.entries.compactMap { entry in
      guard !report.isFull(since: start) else { return nil }
      guard let rule = entry.key.value(as: Line.self, of: "rules", &report)?.text,
        let word = entry.value.value(as: SeverityWord.self, of: rule.value.string, &report)
      else { return nil }
      return SeverityDeclaration(rule: rule, severity: word.map(\.severity))
    }
  }
}

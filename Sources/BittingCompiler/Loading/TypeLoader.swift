internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads one of `types`.
enum TypeLoader {
  static func type(_ name: Located<Name>, _ node: YAMLNode, _ report: inout [Finding]) -> TypeDeclaration? {
    guard var fields = FieldReader(node, "type `\(name.value)`", report: &report) else { return nil }
    fields.anchor = name.span
    var type = TypeDeclaration(name: name)
    type.title = fields.value("title", as: Line.self, &report)?.text
    type.summary = fields.value("summary", as: Prose.self, &report)?.text
    reach(&type, &fields, &report)
    times(&type, &fields, &report)
    limits(&type, &fields, &report)
    type.unread.formUnion(fields.unread)
    fields.finish(&report)
    return type
  }

  private static func reach(_ type: inout TypeDeclaration, _ fields: inout FieldReader, _ report: inout [Finding]) {
    type.ceiling = fields.list("ceiling", of: ScopePattern.self, &report)
    if type.ceiling == nil, !fields.unread.contains("ceiling") {
      report.append(MissingField.found("ceiling", in: fields.subject, at: fields.anchor))
    }
    type.tenant = fields.required("tenant", as: TenantRule.self, &report)
    type.networks = fields.value("networks", as: NetworkRule.self, &report)
  }

  private static func times(_ type: inout TypeDeclaration, _ fields: inout FieldReader, _ report: inout [Finding]) {
    if var lifetime = fields.mapping("lifetime", &report) {
      lifetime.anchor = fields.anchor
      type.lifetime = lifetime.length(
        "max", moreThanNone: "no secret could live: write how long one lives at most, such as `90d`", &report)
      if type.lifetime == nil, !lifetime.unread.contains("max") {
        report.append(MissingField.found("max", in: lifetime.subject, at: lifetime.anchor))
      }
      type.remind = lifetime.value("remind", as: TimeSpan.self, &report)
      if !lifetime.unread.isEmpty { type.unread.insert("lifetime") }
      lifetime.finish(&report)
    } else if !fields.unread.contains("lifetime") {
      report.append(MissingField.found("lifetime.max", in: fields.subject, at: fields.anchor))
    }
    if var grace = fields.mapping("grace", &report) {
      type.grace = grace.value("max", as: TimeSpan.self, &report)
      if !grace.unread.isEmpty { type.unread.insert("grace") }
      grace.finish(&report)
    }
    if var stale = fields.mapping("stale", &report) {
      type.staleAfter = stale.length(
        "after",
        moreThanNone: "every bundle would be stale: write how long one is fresh, or take it away for all its life",
        &report)
      type.staleAction = stale.value("then", as: StaleAction.self, &report)
      if !stale.unread.isEmpty { type.unread.insert("stale") }
      stale.finish(&report)
    }
    contradictions(&type, &report)
  }

  /// Lengths that make nothing of each other. What is reported is left out, so that nothing else is found for it.
  private static func contradictions(_ type: inout TypeDeclaration, _ report: inout [Finding]) {
    guard let life = type.lifetime else { return }
    if let remind = type.remind, remind.value >= life.value {
      report.append(MalformedTime.remindsFromTheBeginning(remind, of: type.name.value, life))
      type.remind = nil
    }
    if let grace = type.grace, grace.value > life.value {
      report.append(MalformedTime.graceOutlivesSecrets(grace, of: type.name.value, life))
      type.grace = nil
      type.unread.insert("grace")
    }
  }

  private static func limits(_ type: inout TypeDeclaration, _ fields: inout FieldReader, _ report: inout [Finding]) {
    if var rate = fields.mapping("rate", &report) {
      rate.anchor = fields.anchor
      type.defaultRate = rate.required("default", as: Rate.self, &report)
      type.maximumRate = rate.value("max", as: Rate.self, &report)
      if !rate.unread.isEmpty { type.unread.insert("rate") }
      rate.finish(&report)
    } else if !fields.unread.contains("rate") {
      report.append(MissingField.found("rate.default", in: fields.subject, at: fields.anchor))
    }
    if var quota = fields.mapping("quota", &report) {
      type.defaultQuota = quota.value("default", as: Quota.self, &report)
      if !quota.unread.isEmpty { type.unread.insert("quota") }
      quota.finish(&report)
    }
  }
}

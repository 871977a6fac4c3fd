internal import Diagnostics
internal import KeyModel

/// A name that nothing declares.
enum UnknownReference: Rule {
  /// After so many findings no name is looked for among the known ones any more, which takes time for each of them.
  private static let searchLimit = 500

  /// Adds that `name` of the kind `what` is none of the `known` ones.
  static func report(
    _ what: String, _ name: String, at span: SourceSpan, known: some Collection<String>, to report: inout [Finding]
  ) {
    var help: String?
    if report.count < searchLimit { help = NearName.help(for: name, among: known) ?? list(known) }
    report.append(finding("there is no \(what) `\(quoted(name))`", at: span, help: help))
  }

  static func level(
    _ level: Name, of resource: Name, has levels: [Name], at span: SourceSpan
  ) -> Finding {
    let known = levels.map { "`\($0)`" }.joined(separator: ", ")
    return finding(
      "resource `\(resource)` has no level `\(level)`", at: span, help: "its levels are \(known)")
  }

  static func route(_ template: RouteTemplate, _ resource: Name, notOf service: Name, at span: SourceSpan) -> Finding {
    finding(
      "service `\(service)` does not own resource `\(resource)` of its route `\(template)`", at: span,
      help: "add `\(resource)` to the `resources` of `\(service)`, or move the route to the service that owns it")
  }

  private static func list(_ names: some Collection<String>) -> String? {
    guard (1...8).contains(names.count) else { return nil }
    return "known: " + names.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  static let page = RulePage.sound(
    "unknown-reference",
    summary: "a name that nothing declares",
    why: """
      A scope, type, service or environment that does not exist cannot be granted or denied. It is a mistake now, and
      would become a silent grant on the day somebody declares the name.
      """,
    wrong: """
      type: partnr
      scopes: [order:read]
      """,
    right: """
      type: partner
      scopes: [orders:read]
      """)
}

internal import Diagnostics
internal import KeyModel

/// A name that nothing declares.
enum UnknownReference: Rule {
  /// How many known names are looked at for all findings together, and for how many findings at most: behind that no
  /// name is looked for any more.
  private static let (searchLimit, findingLimit) = (1_000_000, 500)

  /// Adds that `name` of the kind `what` is none of the `known` ones, unless not `all` of these are known.
  static func report(
    _ what: String, _ name: String, at span: SourceSpan, known: some Collection<String>, all: Bool = true,
    to report: inout [Finding]
  ) {
    guard all else { return }
    var help: String?
    // As if each finding so far had looked at as many.
    if report.count < min(findingLimit, searchLimit / max(known.count, 1)) {
      help = NearName.help(for: name, among: known) ?? list(known)
    }
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

internal import Diagnostics
internal import KeyModel

/// A name that nothing declares.
enum UnknownReference: Rule {
  /// `name` of the kind `what`, which is none of the `known` ones.
  static func found(
    _ what: String, _ name: String, at span: SourceSpan, known: some Sequence<String>
  ) -> Finding {
    let names = Array(known)
    let help = NearName.help(for: name, among: names) ?? list(names)
    return finding("there is no \(what) `\(quoted(name))`", at: span, help: help)
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

  private static func list(_ names: [String]) -> String? {
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

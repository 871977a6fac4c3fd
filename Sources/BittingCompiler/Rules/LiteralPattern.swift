internal import Diagnostics
internal import KeyModel

/// A route that looks like a pattern of another router, and is taken letter for letter.
enum LiteralPattern: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for route in catalog.routes {
      guard let (part, help) = method(route.template.method) ?? firstSegment(route.template) else { continue }
      report.append(
        finding(
          "`\(part)` in route `\(route.template)` matches only itself", at: route.declaration.template.span, help: help)
      )
    }
  }

  /// Words for any method, and several methods at once.
  private static func method(_ method: Text) -> (part: String, help: String)? {
    let text = method.string
    guard ["*", "ANY", "ALL"].contains(text.uppercased()) || text.utf8.contains(0x7C) else { return nil }
    return (text, "write a route for each method")
  }

  private static func firstSegment(_ template: RouteTemplate) -> (part: String, help: String)? {
    for segment in template.segments {
      guard case .literal(let text) = segment else { continue }
      if let help = help(text.string) { return (text.string, help) }
    }
    return nil
  }

  private static func help(_ segment: String) -> String? {
    if segment.hasPrefix(":"), RouteTemplate("GET /{\(segment.dropFirst())}") != nil {
      return "write `{\(segment.dropFirst())}` for any one segment"
    }
    let isWildcard = !segment.isEmpty && segment.utf8.allSatisfy { $0 == 0x2A }
    return isWildcard ? "write `{name}` for any one segment; nothing stands for several" : nil
  }

  static let page = RulePage(
    "literal-pattern", .warning,
    summary: "a route that looks like a pattern of another router",
    why: """
      A parameter is written `{order}`. Where other routers know `:order`, `*` or `**`, or `ANY` and `GET|POST` as methods, a
      route here takes them letter for letter, so that the requests that were meant are denied.
      """,
    wrong: """
      GET|POST /v1/orders/:order: orders:read
      """,
    right: """
      GET /v1/orders/{order}:  orders:read
      POST /v1/orders/{order}: orders:write
      """)
}

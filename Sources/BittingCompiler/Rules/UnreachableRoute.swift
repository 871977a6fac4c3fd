internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// A route that no request can reach.
enum UnreachableRoute: Rule {
  /// Whether `method` is one of HTTP's own but for its case; another may well be written in lower case.
  static func isInOtherCase(_ method: String) -> Bool {
    let standard = method.uppercased()
    return standard != method && methods.contains(standard)
  }

  private static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for route in catalog.routes {
      let method = route.template.method.string
      guard isInOtherCase(method) else { continue }
      report.append(otherCase(route, method.uppercased()))
    }
  }

  /// What is said of a text that is no route: whether every path of its form is refused, or it is something else.
  static func malformed(_ node: YAMLNode, field: String, kind: String, help: String) -> Finding {
    let refused = node.withText { text in RefusedSegment(in: text) }
    guard let refused else {
      let better = node.withText { text in RouteForm.help(for: text) }
      return WrongType.malformed(node, field: field, kind: kind, help: better ?? help)
    }
    return finding(
      "no request reaches `\(quoted(node.text))`: \(refused.reason)",
      at: node.span(ofText: refused.range.lowerBound, length: refused.range.count),
      help: "paths are compared as they are sent, and one like this is refused before routes are looked at")
  }
}

extension UnreachableRoute {
  private static func otherCase(_ route: Catalog.Route, _ standard: String) -> Finding {
    finding(
      "no request reaches `\(route.template)`: methods are compared as they are written",
      at: route.declaration.template.span, help: "write `\(standard)`")
  }

  static let page = RulePage.sound(
    "unreachable-route",
    summary: "a route that no request can reach",
    why: """
      Paths are compared byte for byte, after those that servers read in different ways have been refused: with an empty,
      `.` or `..` segment, an encoded slash, a needless escape, a `;`, a backslash and the like. A route of such a form
      never matches, and neither does one for `get`, because the method that is sent is `GET`. It reads as access and is
      none. (A more literal route never hides another one as a whole, so nothing is reported for that.)
      """,
    wrong: """
      GET /v1//orders: orders:read
      """,
    right: """
      GET /v1/orders: orders:read
      """)
}

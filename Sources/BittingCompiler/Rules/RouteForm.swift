internal import KeyModel

/// What keeps a text from being a route.
enum RouteForm {
  /// What to write instead of `text`, which is no route; nil if nothing more can be said than what a route is.
  static func help(for text: Span<UInt8>) -> String? {
    guard let space = text.firstIndex(of: 0x20) else {
      if text.count > 0, text[0] == 0x2F {
        return "write a method before the path, such as `GET \(UnreachableRoute.quoted(shown(text)))`"
      }
      return text.allSatisfy(RouteTemplate.isToken) ? pathIsMissing : nil
    }
    let method = text.extracting(0..<space)
    guard method.allSatisfy(RouteTemplate.isToken) else { return "write one method as it is sent, such as `GET`" }
    guard space <= RouteTemplate.maximumMethodLength else {
      return "a method has \(RouteTemplate.maximumMethodLength) characters at most"
    }
    var start = space
    while start < text.count, text[start] == 0x20 { start += 1 }
    guard start < text.count else { return pathIsMissing }
    guard text[start] == 0x2F else { return "a path begins with `/`" }
    return help(forPath: shown(text.extracting(start..<text.count)))
  }

  private static let pathIsMissing = "write the path behind the method, such as `GET /v1/tenants/{tenant}/orders`"

  private static func help(forPath path: String) -> String? {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    if segments.count > RouteTemplate.maximumSegments {
      return "a path has \(RouteTemplate.maximumSegments) segments at most"
    }
    if segments.count(where: { $0 == "{tenant}" }) > 1 { return "`{tenant}` stands in a path once" }
    for segment in segments {
      if segment.contains("%") { return "a route holds no escapes; a parameter such as `{name}` matches what has some" }
      guard segment.contains("{") || segment.contains("}"), RouteTemplate("GET /\(segment)") == nil else { continue }
      return "a segment is literal or a parameter, never both: `{name}` with a name of letters, digits, `-` and `_`"
    }
    return nil
  }

  private static func shown(_ text: Span<UInt8>) -> String { Text(copying: text).string }
}

package import BittingCompiler
internal import KeyModel
package import TestSupport

/// Routes made up at random onto the scopes that a catalog has, without a conflict.
package enum RandomRoutes {
  /// The section `routes`.
  package static func yaml(for catalog: Catalog, using random: inout SeededGenerator) -> String {
    var text = "routes:\n"
    for service in catalog.services {
      text += "  \(service.name):\n    GET /status: public\n"
      let scopes = service.resources.compactMap(catalog.resource).flatMap { resource in
        resource.ranks.map { "\(resource.name):\(catalog.ladder.names[$0])" }
      }
      for route in templates(using: &random) where route.description != "GET /status" {
        text +=
          "    \(route): \(random.chance(1, of: 8) ? "public" : scopes.randomElement(using: &random) ?? "public")\n"
      }
    }
    return text
  }

  private static func templates(using random: inout SeededGenerator) -> [RouteTemplate] {
    var kept = [RouteTemplate("GET /status")].compactMap { $0 }
    for _ in 0..<20 {
      let parts = ["a", "b", "c", "{x}", "{tenant}", "status"]
      let path = (0..<Int.random(in: 1...4, using: &random)).map { _ in parts.randomElement(using: &random) ?? "a" }
      let method = random.chance(2, of: 3) ? "GET" : "POST"
      let end = random.chance(1, of: 8) ? "/" : ""
      guard let route = RouteTemplate("\(method) /\(path.joined(separator: "/"))\(end)") else { continue }
      if !kept.contains(where: { conflict($0, route) }) { kept.append(route) }
    }
    return kept
  }

  /// Whether one path can match both and neither is literal wherever they differ.
  private static func conflict(_ one: RouteTemplate, _ other: RouteTemplate) -> Bool {
    guard one.method == other.method, one.segments.count == other.segments.count else { return false }
    var (oneIsLiteral, otherIsLiteral) = (true, true)
    for (left, right) in zip(one.segments, other.segments) {
      switch (left, right) {
      case (.literal(let left), .literal(let right)): if left != right { return false }
      case (.literal(let text), .parameter):
        if text == Text("") { return false }
        otherIsLiteral = false
      case (.parameter, .literal(let text)):
        if text == Text("") { return false }
        oneIsLiteral = false
      case (.parameter, .parameter): continue
      }
    }
    return one.segments == other.segments || !(oneIsLiteral || otherIsLiteral) || (oneIsLiteral && otherIsLiteral)
  }
}

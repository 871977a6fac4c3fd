internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads the `routes` section: by service, from method and path to what the route takes.
enum RouteLoader {
  static func routes(_ sections: inout FieldReader, _ report: inout [Finding]) -> [RouteDeclaration] {
    guard let node = sections.node("routes") else { return [] }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`routes`", node))
      return []
    }
    return node.entries.flatMap { entry -> [RouteDeclaration] in
      guard let service = entry.key.value(as: Name.self, of: "routes", &report) else { return [] }
      guard entry.value.kind == .mapping else {
        report.append(WrongType.notAMapping("`routes` of service `\(service.value)`", entry.value))
        return []
      }
      return entry.value.entries.compactMap { route($0.key, $0.value, of: service, &report) }
    }
  }

  private static func route(
    _ key: YAMLNode, _ value: YAMLNode, of service: Located<Name>, _ report: inout [Finding]
  ) -> RouteDeclaration? {
    guard let template = key.value(as: RouteTemplate.self, of: "routes", &report) else { return nil }
    if value.kind == .mapping {
      guard var fields = FieldReader(value, "route `\(template.value)`", report: &report) else { return nil }
      fields.anchor = template.span
      let access = fields.required("scope", as: RouteAccess.self, &report)
      let cost = fields.value("cost", as: Count.self, &report)?.map(\.value)
      if let cost, cost.value == 0 { report.append(WrongType.costIsZero(cost.span)) }
      if let cost, cost.value > 0, access?.value == .public {
        report.append(WrongType.costsNobody(cost.span, template.value))
      }
      fields.finish(&report)
      return access.map { RouteDeclaration(service: service, template: template, access: $0, cost: cost) }
    }
    let access = value.value(as: RouteAccess.self, of: template.value.description, &report)
    return access.map { RouteDeclaration(service: service, template: template, access: $0, cost: nil) }
  }
}

internal import Diagnostics
internal import KeyModel

/// Resolves services and their routes.
enum ServiceResolver {
  static func services(_ names: NameTable, _ report: inout [Finding]) -> [Catalog.Service] {
    names.services.values.sorted { $0.name.value < $1.name.value }.map { declaration in
      let owned = declaration.resources.filter { owned in
        if names.resourcesByName[owned.value] != nil { return true }
        let known = names.resources.map(\.name.description)
        report.append(UnknownReference.found("resource", owned.value.description, at: owned.span, known: known))
        return false
      }
      recipients(declaration, names, &report)
      return Catalog.Service(
        name: declaration.name.value, resources: Set(owned.map(\.value)).sorted(), declaration: declaration)
    }
  }

  private static func recipients(
    _ service: ServiceDeclaration, _ names: NameTable, _ report: inout [Finding]
  ) {
    for entry in service.recipients where !names.environments.contains(entry.environment.value) {
      report.append(
        UnknownReference.found(
          "environment", entry.environment.value.description, at: entry.environment.span,
          known: names.environments.map(\.description)))
    }
  }

  static func routes(
    _ declarations: [RouteDeclaration], _ names: NameTable, _ report: inout [Finding]
  ) -> [Catalog.Route] {
    declarations.compactMap { route(of: $0, names, &report) }
      .sorted { ($0.service, $0.template) < ($1.service, $1.template) }
  }

  private static func route(
    of declaration: RouteDeclaration, _ names: NameTable, _ report: inout [Finding]
  ) -> Catalog.Route? {
    guard let service = names.services[declaration.service.value] else {
      report.append(
        UnknownReference.found(
          "service", declaration.service.value.description, at: declaration.service.span,
          known: names.services.keys.map(\.description)))
      return nil
    }
    var scope: Scope?
    if case .scope(let needed) = declaration.access.value {
      guard isKnown(needed, at: declaration.access.span, names, &report) else { return nil }
      guard service.resources.contains(where: { $0.value == needed.resource }) else {
        report.append(
          UnknownReference.route(
            declaration.template.value, needed.resource, notOf: service.name.value, at: declaration.access.span))
        return nil
      }
      scope = needed
    }
    return Catalog.Route(
      service: declaration.service.value, template: declaration.template.value, scope: scope,
      cost: declaration.cost?.value ?? 1, declaration: declaration)
  }

  /// Whether `scope` names a resource and one of its levels; if not, that is reported.
  static func isKnown(
    _ scope: Scope, at span: SourceSpan, _ names: NameTable, _ report: inout [Finding]
  ) -> Bool {
    guard let resource = names.resourcesByName[scope.resource] else {
      let known = names.resources.map(\.name.description)
      report.append(UnknownReference.found("resource", scope.resource.description, at: span, known: known))
      return false
    }
    guard let rank = names.ladder.rank(scope.level), resource.ranks.contains(rank) else {
      let levels = resource.ranks.map { names.ladder.names[$0] }
      report.append(UnknownReference.level(scope.level, of: scope.resource, has: levels, at: span))
      return false
    }
    return true
  }
}

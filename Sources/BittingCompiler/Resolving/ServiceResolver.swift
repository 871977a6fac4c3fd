internal import Diagnostics
internal import KeyModel

/// Resolves services and their routes.
enum ServiceResolver {
  static func services(_ names: NameTable, _ report: inout [Finding]) -> [Catalog.Service] {
    names.services.values.sorted { $0.name.value < $1.name.value }.map { declaration in
      let owned = NameTable.distinct(declaration.resources, &report).filter { owned in
        if names.declaredResources.contains(owned.value) { return true }
        let known = names.declaredResources.lazy.map(\.description)
        UnknownReference.report(
          "resource", owned.value.description, at: owned.span, known: known, all: names.completeness.policies,
          to: &report)
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
    for entry in service.recipients {
      _ = NameTable.distinct(entry.recipients, &report)
      guard !names.mayHave(entry.environment.value) else { continue }
      UnknownReference.report(
        "environment", entry.environment.value.description, at: entry.environment.span,
        known: names.environments.lazy.map(\.description), to: &report)
    }
  }

  static func routes(
    _ declarations: [RouteDeclaration], _ names: NameTable, _ report: inout [Finding]
  ) -> [Catalog.Route] {
    let owned = names.services.mapValues { Set($0.resources.map(\.value)) }
    // The order of templates is that of their texts, which are made once each here.
    return unique(declarations, &report).compactMap { route(of: $0, names, owned, &report) }
      .map { (order: ($0.service, Text($0.template.path), $0.template.method), route: $0) }
      .sorted { $0.order < $1.order }.map(\.route)
  }

  /// The routes whose service, method and path did not come before.
  private static func unique(_ declarations: [RouteDeclaration], _ report: inout [Finding]) -> [RouteDeclaration] {
    struct Identity: Hashable {
      let service: Name
      let template: RouteTemplate
    }
    var first: [Identity: SourceSpan] = [:]
    return declarations.filter { declaration in
      let identity = Identity(service: declaration.service.value, template: declaration.template.value)
      guard let known = first.updateValue(declaration.template.span, forKey: identity) else { return true }
      first[identity] = known
      let template = declaration.template.value.description
      report.append(DuplicateName.found("route", template, at: declaration.template.span, first: known))
      return false
    }
  }

  private static func route(
    of declaration: RouteDeclaration, _ names: NameTable, _ owned: [Name: Set<Name>], _ report: inout [Finding]
  ) -> Catalog.Route? {
    guard let service = names.services[declaration.service.value] else {
      UnknownReference.report(
        "service", declaration.service.value.description, at: declaration.service.span,
        known: names.services.keys.lazy.map(\.description), all: names.completeness.policies, to: &report)
      return nil
    }
    var scope: Scope?
    if case .scope(let needed) = declaration.access.value {
      guard isKnown(needed, at: declaration.access.span, names, &report) else { return nil }
      guard owned[service.name.value]?.contains(needed.resource) ?? false else {
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
      if names.declaredResources.contains(scope.resource) { return false }
      let known = names.declaredResources.lazy.map(\.description)
      UnknownReference.report(
        "resource", scope.resource.description, at: span, known: known, all: names.completeness.policies, to: &report)
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

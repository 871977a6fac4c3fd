public import BundleWriting
public import KeyModel

/// Picks from a checked catalog what one service needs in one environment, and nothing else.
///
/// A bundle obeys least privilege as its keys do: it holds the keys of its environment that are granted something the
/// service owns, with those grants only; decoys, because any use of one anywhere is an alarm; and all tombstones,
/// because a revoked secret is revoked everywhere.
public enum BundleAssembler {
  /// The content of the bundle of `service` in `environment`; nil if the catalog has no such service or environment.
  public static func content(
    of checked: CheckedCatalog, service name: Name, environment: EnvironmentName
  ) -> BundleContent? {
    content(ofUnchecked: checked.catalog, service: name, environment: environment)
  }

  /// The same of a catalog that may break rules, for a rehearsal: nothing made of it may leave the process.
  package static func content(
    ofUnchecked catalog: Catalog, service name: Name, environment: EnvironmentName
  ) -> BundleContent? {
    guard let service = catalog.service(name), let project = catalog.declarations.project else { return nil }
    guard let projectName = project.name, let prefix = project.tokenPrefix else { return nil }
    guard project.environments.contains(where: { $0.value == environment }) else { return nil }
    let owned = Set(service.resources)
    var picker = KeyPicker(environment, owned, catalog.ladder)
    var content = BundleContent(
      project: projectName.value, service: name, environment: environment, tokenPrefix: prefix.value,
      levels: catalog.ladder.names, scopes: scopes(owned, catalog))
    content.keys.reserveCapacity(catalog.keys.count)
    for key in catalog.keys { picker.pick(key, into: &content.keys) }
    content.types = types(picker.types, catalog)
    content.routes = catalog.routes.filter { $0.service == name }.map { route in
      BundleContent.Route(template: route.template, scope: route.scope, cost: route.cost)
    }
    content.tombstones = catalog.tombstones.map { tombstone in
      BundleContent.Tombstone(
        digest: tombstone.digest.value, handle: tombstone.handle?.value, key: tombstone.key.value)
    }
    return content
  }

  private static func scopes(_ owned: Set<Name>, _ catalog: Catalog) -> [Scope] {
    catalog.resources.filter { owned.contains($0.name) }.flatMap { resource in
      resource.ranks.map { Scope(resource: resource.name, level: catalog.ladder.names[$0]) }
    }
  }

  private static func types(_ used: Set<Int>, _ catalog: Catalog) -> [BundleContent.KeyType] {
    catalog.types.filter { used.contains($0.number) }.map { type in
      BundleContent.KeyType(
        name: type.name, staleAfter: type.declaration.staleAfter?.value,
        staleAction: type.declaration.staleAction?.value ?? .deny)
    }
  }
}

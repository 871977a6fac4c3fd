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

  /// The contents of the bundles of `targets`, packed: what is sealed. Nil for one that the catalog does not know.
  ///
  /// Each is packed in parts, one for each thread: one bundle often has most of the keys. All take memory for all of their
  /// keys at once, so of many bundles a few should be asked for at a time.
  public static func packedContents(
    of checked: CheckedCatalog, for targets: [BundleTarget], on workers: Workers = .all
  ) -> [PackedContent?] {
    packedContents(of: checked, for: targets, on: workers, inPartsOf: leastPart)
  }

  /// The same in parts that have `leastPart` keys at least.
  package static func packedContents(
    of checked: CheckedCatalog, for targets: [BundleTarget], on workers: Workers, inPartsOf leastPart: Int
  ) -> [PackedContent?] {
    let catalog = checked.catalog
    let frames = targets.map { frame(of: catalog, service: $0.service, environment: $0.environment) }
    let count = max(1, min(workers.count, catalog.keys.count / leastPart))
    var parts = workers.map(count) { part in
      let range = catalog.keys.count * part / count..<catalog.keys.count * (part + 1) / count
      // The others are added to the first.
      let room = part == 0 ? catalog.keys.count : range.count
      var packers = frames.map { frame in frame.map { KeyPacker($0.selection, room: room) } }
      // All bundles have a key at once: the way to it is what takes time.
      let keys = catalog.keys.span
      for place in range { for index in packers.indices { packers[index]?.pack(keys[place]) } }
      return packers
    }
    return frames.indices.map { index in
      guard var content = frames[index]?.content, var whole = parts[0][index].take() else { return nil }
      for part in 1..<count { parts[part][index].take().map { whole.append($0) } }
      content.types = types(whole.types, catalog)
      return PackedContent(content, whole.keys)
    }
  }

  /// How many keys a part has at least.
  private static let leastPart = 8_192

  /// The content of a catalog that may break rules, for a rehearsal: nothing made of it may leave the process.
  package static func content(
    ofUnchecked catalog: Catalog, service name: Name, environment: EnvironmentName
  ) -> BundleContent? {
    guard let frame = frame(of: catalog, service: name, environment: environment) else { return nil }
    var content = frame.content
    var picker = KeyPicker(frame.selection)
    content.keys.reserveCapacity(catalog.keys.count)
    for key in catalog.keys { picker.pick(key, into: &content.keys) }
    content.types = types(picker.types, catalog)
    return content
  }

  /// The content without keys and types, and which keys belong into it.
  private static func frame(
    of catalog: Catalog, service name: Name, environment: EnvironmentName
  ) -> (content: BundleContent, selection: BundleSelection)? {
    guard let service = catalog.service(name), let project = catalog.declarations.project else { return nil }
    guard let projectName = project.name, let prefix = project.tokenPrefix else { return nil }
    guard project.environments.contains(where: { $0.value == environment }) else { return nil }
    let owned = Set(service.resources)
    var content = BundleContent(
      project: projectName.value, service: name, environment: environment, tokenPrefix: prefix.value,
      levels: catalog.ladder.names, scopes: scopes(owned, catalog))
    content.routes = catalog.routes.filter { $0.service == name }.map { route in
      BundleContent.Route(template: route.template, scope: route.scope, cost: route.cost)
    }
    content.tombstones = catalog.tombstones.map { tombstone in
      BundleContent.Tombstone(
        digest: tombstone.digest.value, handle: tombstone.handle?.value, key: tombstone.key.value)
    }
    return (content, BundleSelection(environment, owned, catalog.ladder))
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

internal import Diagnostics
internal import KeyModel

/// Resolves key types and keys.
enum KeyResolver {
  static func types(_ names: NameTable, _ scopes: ScopeResolver, _ report: inout [Finding]) -> [Catalog.KeyType] {
    names.types.values.sorted { $0.name.value < $1.name.value }.map { declaration in
      var ceiling = GrantSet()
      let findingsBefore = report.count
      for pattern in declaration.ceiling ?? [] { ceiling.formUnion(scopes.grants(pattern, &report)) }
      let isWhole = declaration.ceiling != nil && !declaration.unread.contains("ceiling")
      return Catalog.KeyType(
        name: declaration.name.value, ceiling: ceiling, hasWholeCeiling: isWhole && report.count == findingsBefore,
        declaration: declaration)
    }
  }

  static func keys(
    _ names: NameTable, _ scopes: ScopeResolver, _ types: [Catalog.KeyType], _ report: inout [Finding]
  ) -> [Catalog.Key] {
    let types = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    // In order of the names, so that what is reported does not depend on a dictionary's.
    return names.keys.keys.sorted().compactMap { id in
      guard let declaration = names.keys[id] else { return nil }
      let requests = (declaration.scopes ?? []).map { pattern in
        Catalog.RequestedScope(pattern: pattern, grants: scopes.grants(pattern, &report))
      }
      var grants = GrantSet()
      for request in requests { grants.formUnion(request.grants) }
      return Catalog.Key(
        id: declaration.id.value, type: type(declaration, types, &report),
        environment: environment(declaration, names, &report), requests: requests, grants: grants,
        declaration: declaration)
    }
  }

  private static func type(
    _ key: KeyDeclaration, _ types: [Name: Catalog.KeyType], _ report: inout [Finding]
  ) -> Catalog.KeyType? {
    guard let name = key.type else { return nil }
    if let type = types[name.value] { return type }
    UnknownReference.report(
      "key type", name.value.description, at: name.span, known: types.keys.lazy.map(\.description),
      to: &report)
    return nil
  }

  private static func environment(
    _ key: KeyDeclaration, _ names: NameTable, _ report: inout [Finding]
  ) -> EnvironmentName? {
    guard let name = key.environment else { return nil }
    if names.mayHave(name.value) { return name.value }
    UnknownReference.report(
      "environment", name.value.description, at: name.span, known: names.environments.lazy.map(\.description),
      to: &report)
    return nil
  }
}

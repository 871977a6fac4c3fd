internal import Diagnostics
internal import KeyModel

/// Resolves key types and keys.
enum KeyResolver {
  static func types(_ names: NameTable, _ scopes: ScopeResolver, _ report: inout [Finding]) -> [Catalog.KeyType] {
    let declarations = names.types.values.sorted { $0.name.value < $1.name.value }
    return declarations.enumerated().map { number, declaration in
      var ceiling = GrantSet()
      let findingsBefore = report.count
      for pattern in declaration.ceiling ?? [] { ceiling.formUnion(scopes.grants(pattern, &report)) }
      let isWhole = declaration.ceiling != nil && !declaration.unread.contains("ceiling")
      return Catalog.KeyType(
        number: number, name: declaration.name.value, ceiling: ceiling,
        hasWholeCeiling: isWhole && report.count == findingsBefore, declaration: declaration)
    }
  }

  /// The keys by name.
  static func keys(
    _ declarations: [KeyDeclaration], _ names: NameTable, _ scopes: ScopeResolver, _ types: [Catalog.KeyType],
    _ report: inout [Finding]
  ) -> [Catalog.Key] {
    var resolution = KeyResolution(names, scopes, types)
    let keys = declarations.map { resolution.key($0, &report) }
    return names.keys.places.map { keys[Int($0)] }
  }
}

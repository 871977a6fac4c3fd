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
    _ declarations: [KeyDeclaration], _ names: NameTable, _ scopes: ScopeResolver, _ types: [Catalog.KeyType],
    _ report: inout [Finding]
  ) -> [Catalog.Key] {
    let types = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    var grants = GrantTable(scopes)
    return names.keys.sorted { $0.key < $1.key }.map { _, index in
      let declaration = declarations[index]
      let granted = grants.grants(declaration.scopes ?? [], &report)
      return Catalog.Key(
        declarations, index, type: type(declaration, types, &report),
        environment: environment(declaration, names, &report), requested: granted.each, grants: granted.all)
    }
  }

  private static func type(
    _ key: KeyDeclaration, _ types: [Name: Catalog.KeyType], _ report: inout [Finding]
  ) -> Catalog.KeyType? {
    guard let name = key.type else { return nil }
    if let type = types[name.value] { return type }
    UnknownReference.report(
      "key type", name.value.description, at: name.span, known: types.keys.lazy.map(\.description), to: &report)
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

/// What lists of scopes stand for, each list looked up once: thousands of keys ask for the same few.
private struct GrantTable {
  let scopes: ScopeResolver
  private var known: [[ScopePattern]: (each: [GrantSet], all: GrantSet)] = [:]

  init(_ scopes: ScopeResolver) {
    self.scopes = scopes
  }

  /// What `patterns` stand for, each by itself and all together. A list with a mistake is looked up each time, because
  /// each place is reported.
  mutating func grants(
    _ patterns: [Located<ScopePattern>], _ report: inout [Finding]
  ) -> (each: [GrantSet], all: GrantSet) {
    let list = patterns.map(\.value)
    if let granted = known[list] { return granted }
    let before = report.count
    let each = patterns.map { scopes.grants($0, &report) }
    var all = GrantSet()
    for grants in each { all.formUnion(grants) }
    if report.count == before { known[list] = (each, all) }
    return (each, all)
  }
}

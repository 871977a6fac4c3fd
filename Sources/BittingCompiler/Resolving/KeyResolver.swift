internal import Diagnostics
internal import KeyModel

/// Resolves key types and keys.
enum KeyResolver {
  static func types(_ names: NameTable, _ scopes: ScopeResolver, _ report: inout [Finding]) -> [Catalog.KeyType] {
    names.types.values.sorted { $0.name.value < $1.name.value }.map { declaration in
      let findingsBefore = report.count
      let ceiling = GrantSet(union: (declaration.ceiling ?? []).map { scopes.grants($0, &report) })
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
    var excesses = ExcessTable(StepCount(most: names.mostComparisons))
    return names.sortedKeys(of: declarations).map { declaration in
      let type = type(declaration, types, &report)
      let environment = environment(declaration, names, &report)
      let granted = grants.grants(declaration.scopes ?? [], &report)
      return Catalog.Key(
        declaration, type: type, environment: environment, granted: granted,
        excess: excesses.excess(of: granted, over: type, for: declaration.id.span, &report))
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
  private var known: [[ScopePattern]: Catalog.Granted] = [:]

  init(_ scopes: ScopeResolver) {
    self.scopes = scopes
  }

  /// What `patterns` stand for. A list with a mistake is looked up each time, because each place is reported.
  mutating func grants(_ patterns: [Located<ScopePattern>], _ report: inout [Finding]) -> Catalog.Granted {
    let list = patterns.map(\.value)
    if let granted = known[list] { return granted }
    let before = report.count
    let granted = Catalog.Granted(list, patterns.map { scopes.grants($0, &report) })
    if report.count == before { known[list] = granted }
    return granted
  }
}

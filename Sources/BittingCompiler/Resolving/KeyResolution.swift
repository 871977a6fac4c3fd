internal import Diagnostics
internal import KeyModel

/// Resolves one key after the other, in the order of the files.
///
/// The keys of a table share its names and lists of scopes, so each of these is looked up once for all of them.
struct KeyResolution {
  private let names: NameTable
  private let scopes: ScopeResolver
  private let types: [Name: Catalog.KeyType]
  private let sensitive: Set<Name>
  private var excesses: ExcessTable
  private var granted: [[ScopePattern]: Catalog.Granted] = [:]
  private var grantedCount = 0
  private var known: KnownTable?

  /// What the names and lists of one table stand for; nil for what was not found, or not looked up yet.
  private struct KnownTable {
    let table: KeyTable
    let types: [Catalog.KeyType?]
    let environments: [EnvironmentName?]
    var granted: [Catalog.Granted?]
  }

  init(_ names: NameTable, _ scopes: ScopeResolver, _ types: [Catalog.KeyType]) {
    self.names = names
    self.scopes = scopes
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    sensitive = Set(names.resources.filter(\.isSensitive).map(\.name))
    excesses = ExcessTable(StepCount(most: names.mostComparisons))
  }

  /// The key that `declaration` declares.
  mutating func key(_ declaration: KeyDeclaration, _ report: inout [Finding]) -> Catalog.Key {
    guard let (table, row) = declaration.row else {
      return key(
        declaration, type(declaration, &report), environment(declaration, &report),
        granted(declaration.scopes ?? [], &report), &report)
    }
    if known?.table !== table { know(table) }
    let fields = table.rows[row]
    let type = fields.declared.contains(.type) ? known?.types[Int(fields.type.value)] : nil
    let environment =
      fields.declared.contains(.environment) ? known?.environments[Int(fields.environment.value)] : nil
    return key(
      declaration, type ?? self.type(declaration, &report), environment ?? self.environment(declaration, &report),
      granted(fields, of: declaration, &report), &report)
  }

  private mutating func key(
    _ declaration: KeyDeclaration, _ type: Catalog.KeyType?, _ environment: EnvironmentName?,
    _ granted: Catalog.Granted, _ report: inout [Finding]
  ) -> Catalog.Key {
    Catalog.Key(
      declaration, type: type, environment: environment, granted: granted,
      excess: excesses.excess(of: granted, over: type, for: declaration, &report))
  }

  private mutating func know(_ table: KeyTable) {
    known = KnownTable(
      table: table, types: table.names.map { types[$0] },
      environments: table.environments.map { names.mayHave($0) ? $0 : nil },
      granted: Array(repeating: nil, count: table.scopeLists.count))
  }

  private mutating func granted(
    _ fields: KeyRow, of declaration: KeyDeclaration, _ report: inout [Finding]
  ) -> Catalog.Granted {
    guard fields.declared.contains(.scopes) else { return granted([], &report) }
    let list = Int(fields.scopes.list)
    if let granted = known?.granted[list] { return granted }
    let before = report.count
    let granted = granted(declaration.scopes ?? [], &report)
    if report.count == before { known?.granted[list] = granted }
    return granted
  }

  /// What `patterns` stand for. A list with a mistake is looked up each time, because each place is reported.
  private mutating func granted(_ patterns: [Located<ScopePattern>], _ report: inout [Finding]) -> Catalog.Granted {
    let list = patterns.map(\.value)
    if let granted = granted[list] { return granted }
    let before = report.count
    let granted = Catalog.Granted(
      number: grantedCount, list, patterns.map { scopes.grants($0, &report) }, sensitive: sensitive)
    grantedCount += 1
    if report.count == before { self.granted[list] = granted }
    return granted
  }

  private func type(_ key: KeyDeclaration, _ report: inout [Finding]) -> Catalog.KeyType? {
    guard let name = key.type else { return nil }
    if let type = types[name.value] { return type }
    UnknownReference.report(
      "key type", name.value.description, at: name.span, known: types.keys.lazy.map(\.description),
      all: names.completeness.policies, to: &report)
    return nil
  }

  private func environment(_ key: KeyDeclaration, _ report: inout [Finding]) -> EnvironmentName? {
    guard let name = key.environment else { return nil }
    if names.mayHave(name.value) { return name.value }
    UnknownReference.report(
      "environment", name.value.description, at: name.span, known: names.environments.lazy.map(\.description),
      to: &report)
    return nil
  }
}

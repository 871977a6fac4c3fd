internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// Every declared name, once; a second declaration of a name has been reported and is left out.
struct NameTable {
  let ladder: Ladder
  let environments: [EnvironmentName]
  private let environmentSet: Set<EnvironmentName>
  /// Sorted by name.
  let resources: [Catalog.Resource]
  let resourcesByName: [Name: Catalog.Resource]
  /// Also those that are left out above because of their levels, which has been reported.
  let declaredResources: Set<Name>
  let services: [Name: ServiceDeclaration]
  let types: [Name: TypeDeclaration]
  let keys: KeyOrder
  /// Where something could not be read, it may declare what is not here: that is no finding of its own.
  let completeness: Completeness

  init(_ declarations: Declarations, _ completeness: Completeness, _ report: inout [Finding]) {
    self.completeness = completeness
    let levels = NameTable.unique("level", declarations.levels?.names ?? [], { $0 }, &report)
    // That there are more is reported; whatever depends on how many there are stays within bounds.
    let ladder = Ladder(levels.prefix(BundleLimits.levels).map(\.value))
    self.ladder = ladder
    let environments = declarations.project?.environments ?? []
    self.environments = NameTable.unique("environment", environments, { $0 }, &report).map(\.value)
    environmentSet = Set(self.environments)
    let declared = NameTable.unique("resource", declarations.resources, \.name, &report)
    declaredResources = Set(declared.map(\.name.value))
    resources = declared.compactMap { NameTable.resource($0, ladder, &report) }.sorted { $0.name < $1.name }
    resourcesByName = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, $0) })
    services = NameTable.table("service", declarations.services, \.name, &report)
    types = NameTable.table("type", declarations.types, \.name, &report)
    keys = KeyOrder(declarations.keys, &report)
  }

  /// How many grants all wildcards may stand for, and how many may be held against ceilings: fifty for each key, and
  /// many in a small repository, but not so many that they take much longer than to read it.
  var mostComparisons: Int { max(400_000, 50 * keys.places.count) }

  /// Whether `environment` may be one of the project's; any may be where none is known, which is reported by itself.
  func mayHave(_ environment: EnvironmentName) -> Bool {
    environments.isEmpty || environmentSet.contains(environment)
  }

  private static func table<Item, ID: Hashable & CustomStringConvertible>(
    _ what: String, _ items: [Item], _ id: (Item) -> Located<ID>, _ report: inout [Finding]
  ) -> [ID: Item] {
    Dictionary(uniqueKeysWithValues: unique(what, items, id, &report).map { (id($0).value, $0) })
  }

  /// Those of `items` whose name did not come before.
  private static func unique<Item, ID: Hashable & CustomStringConvertible>(
    _ what: String, _ items: [Item], _ id: (Item) -> Located<ID>, _ report: inout [Finding]
  ) -> [Item] {
    var (first, room): ([ID: Located<ID>], FindingRoom) = ([:], FindingRoom())
    return items.filter { item in
      let name = id(item)
      guard let known = first[name.value] else {
        first[name.value] = name
        return true
      }
      guard room.takeOne(in: name.span.file) else { return false }
      report.append(DuplicateName.found(what, name.value.description, at: name.span, first: known.span))
      return false
    }
  }

  /// Those of a list's `items` that did not come before; the others are reported.
  static func distinct<ID: Hashable & CustomStringConvertible>(
    _ items: [Located<ID>], _ report: inout [Finding]
  ) -> [Located<ID>] {
    var (first, room): ([ID: SourceSpan], FindingRoom) = ([:], FindingRoom())
    return items.filter { item in
      guard let known = first[item.value] else {
        first[item.value] = item.span
        return true
      }
      guard room.takeOne(in: item.span.file) else { return false }
      report.append(DuplicateName.item(item.value.description, at: item.span, first: known))
      return false
    }
  }

  private static func resource(
    _ declaration: ResourceDeclaration, _ ladder: Ladder, _ report: inout [Finding]
  ) -> Catalog.Resource? {
    // Without a ladder, which is reported by itself, nothing can be said of any level.
    guard !ladder.names.isEmpty else { return nil }
    var ranks = Array(ladder.names.indices)
    if let levels = declaration.levels {
      ranks = distinct(levels, &report).compactMap { level in
        guard let rank = ladder.rank(level.value) else {
          let known = ladder.names.map(\.description)
          UnknownReference.report("level", level.value.description, at: level.span, known: known, to: &report)
          return nil
        }
        return rank
      }
    }
    let distinct = Set(ranks).sorted()
    guard !distinct.isEmpty else {
      if declaration.levels?.isEmpty ?? false { report.append(MissingField.levels(of: declaration.name)) }
      return nil
    }
    return Catalog.Resource(
      name: declaration.name.value, ranks: distinct, isSensitive: declaration.sensitive?.value ?? false,
      declaration: declaration)
  }
}

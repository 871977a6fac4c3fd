public import Diagnostics
public import KeyModel

/// All declarations with every name looked up and every wildcard resolved; nothing is proved of it yet.
///
/// A declaration that names something unknown is here without the part that could not be resolved; the finding says so.
/// Arrays are sorted by name, so the order of files and documents is gone.
public struct Catalog: Sendable {
  /// The files, for what is reported later.
  public let sources: SourceSet
  /// What was declared.
  public let declarations: Declarations
  /// The ladder of levels.
  public let ladder: Ladder
  /// The resources, by name.
  public let resources: [Resource]
  /// The services, by name.
  public let services: [Service]
  /// The key types, by name.
  public let types: [KeyType]
  /// The routes, by service, path and method.
  public let routes: [Route]
  /// The keys, by name.
  public let keys: [Key]
  /// The tombstones, by digest.
  public let tombstones: [TombstoneDeclaration]
  /// Whether something may be declared that could not be read.
  public let completeness: Completeness
  /// The secrets that stand in the files.
  let secrets: [WrittenSecret]
  /// The environments that names and folders speak of.
  let spoken: SpokenEnvironments

  /// The resource named `name`.
  public func resource(_ name: Name) -> Resource? { resources.place(of: name, by: \.name).map { resources[$0] } }

  /// The key type named `name`.
  public func type(_ name: Name) -> KeyType? { types.place(of: name, by: \.name).map { types[$0] } }

  /// The service named `name`.
  public func service(_ name: Name) -> Service? { services.place(of: name, by: \.name).map { services[$0] } }
}

/// The levels, each of which includes those before it.
public struct Ladder: Sendable {
  /// The levels' names, the lowest first.
  public let names: [Name]

  /// The ladder of `names`, the lowest first.
  public init(_ names: [Name]) {
    self.names = names
  }

  /// How high `level` stands, from 0; nil if it is not on the ladder.
  public func rank(_ level: Name) -> Int? { names.firstIndex(of: level) }
}

extension Catalog {
  /// Something that is reached at a level.
  public struct Resource: Sendable {
    /// Its name.
    public let name: Name
    /// The ranks of the levels that it has, rising; never empty.
    public let ranks: [Int]
    /// Whether wildcards leave it out.
    public let isSensitive: Bool
    /// Where it was declared.
    public let declaration: ResourceDeclaration

    /// The highest rank that is not above `ceiling`; nil if it has none so low.
    public func highestRank(notAbove ceiling: Int) -> Int? { ranks.last { $0 <= ceiling } }
  }

  /// What loads a bundle.
  public struct Service: Sendable {
    /// Its name.
    public let name: Name
    /// The names of the resources that it owns, sorted.
    public let resources: [Name]
    /// Where it was declared.
    public let declaration: ServiceDeclaration
  }

  /// A kind of key; one value that all its keys share.
  public final class KeyType: Sendable {
    /// Its place among the types.
    let number: Int
    /// Its name.
    public let name: Name
    /// The widest grants that its keys may have.
    public let ceiling: GrantSet
    /// Whether every part of the ceiling could be read and resolved.
    public let hasWholeCeiling: Bool
    /// Where it was declared.
    public let declaration: TypeDeclaration

    init(number: Int, name: Name, ceiling: GrantSet, hasWholeCeiling: Bool, declaration: TypeDeclaration) {
      self.number = number
      self.name = name
      self.ceiling = ceiling
      self.hasWholeCeiling = hasWholeCeiling
      self.declaration = declaration
    }
  }

  /// A request's shape and what it takes.
  public struct Route: Sendable {
    /// The service that answers it.
    public let service: Name
    /// Method and path.
    public let template: RouteTemplate
    /// The scope needed; nil: none, the route is public.
    public let scope: Scope?
    /// How many requests it counts as.
    public let cost: UInt32
    /// Where it was declared.
    public let declaration: RouteDeclaration
  }

  /// A right to call the API.
  public final class Key: Sendable {
    /// Its name.
    public var id: KeyID { declaration.id.value }
    // In an order that leaves no gaps: there are a hundred thousand of these.
    /// Where it was declared.
    public let declaration: KeyDeclaration
    /// Whether nobody has it and every use of it is denied, or that is meant to be said and malformed.
    let isDecoy: Bool
    /// Whether it is declared and denied, or that is meant to be said and malformed.
    let isDisabled: Bool
    /// Which fields it declares.
    let declared: KeyFieldSet
    /// Its type; nil where that is missing or unknown.
    public let type: KeyType?
    /// Its environment; nil where that is missing or unknown.
    public let environment: EnvironmentName?
    let granted: Granted
    /// What its scopes have above the ceiling of its type.
    let excess: [Excess]
    /// See ``KeyRow/use``.
    let use: UInt64
    private let declaredEnd: Instant
    /// Its own end.
    var end: Instant? { declared.contains(.expires) ? declaredEnd : nil }

    init(
      _ declaration: KeyDeclaration, type: KeyType?, environment: EnvironmentName?, granted: Granted, excess: [Excess]
    ) {
      self.declaration = declaration
      self.type = type
      self.environment = environment
      self.granted = granted
      self.excess = excess
      // Beside the key, because nearly every rule asks.
      (declared, use) = (declaration.declared, declaration.use)
      let unread = declaration.unread
      isDecoy = declaration.decoy?.value == true || unread.contains("decoy")
      isDisabled = declaration.disabled != nil || unread.contains("disabled")
      declaredEnd = declaration.expires?.value ?? .latest
    }

    /// All its grants.
    public var grants: GrantSet { granted.all }

    /// What each of its scopes stands for, in the order of the file.
    public var requests: [RequestedScope] {
      zip(declaration.scopes ?? [], granted.each).map { RequestedScope(pattern: $0, grants: $1) }
    }
  }

  /// What a list of scopes stands for; one value that all keys share that say the same, with what rules ask about it.
  final class Granted: Sendable {
    /// Which of the lists of the catalog it is, counted from 0.
    let number: Int
    /// What each scope stands for.
    let each: [GrantSet]
    /// What they stand for together.
    let all: GrantSet
    /// The first few grants of each scope with a `*` in it, which are shown for every key that has it.
    let examples: [Int: [(resource: Name, rank: Int)]]
    /// Whether two of the scopes are about one resource.
    let overlaps: Bool
    /// Whether one of the scopes has a `*` in it.
    let hasWildcard: Bool
    /// The place of the first scope that reaches a sensitive resource; nil if none does.
    let firstSensitive: Int?

    /// How many examples there are of one scope at most.
    static let exampleCount = 6

    /// What `patterns` stand for, which is `each`, where `sensitive` resources are.
    init(number: Int, _ patterns: [ScopePattern], _ each: [GrantSet], sensitive: Set<Name>) {
      (self.number, self.each) = (number, each)
      var seen: Set<ScopePattern> = []
      all = GrantSet(union: zip(patterns, each).filter { seen.insert($0.0).inserted }.map(\.1))
      let wildcards = patterns.indices.filter { patterns[$0].hasWildcard }
      examples = Dictionary(uniqueKeysWithValues: wildcards.map { ($0, each[$0].first(Granted.exampleCount)) })
      overlaps = each.reduce(0) { $0 + $1.ranks.count } > all.ranks.count
      hasWildcard = !wildcards.isEmpty
      firstSensitive =
        sensitive.isEmpty ? nil : each.firstIndex { $0.ranks.keys.contains(where: sensitive.contains) }
    }
  }

  /// One of a key's scopes that goes above the ceiling of its type.
  struct Excess: Sendable {
    /// Its place among the scopes.
    let request: Int
    /// The first grant above the ceiling, by resource.
    let first: (resource: Name, rank: Int)
  }

  /// One scope as a key or a ceiling says it, and the grants that it stands for.
  public struct RequestedScope: Sendable {
    /// What is written.
    public let pattern: Located<ScopePattern>
    /// What it stands for.
    public let grants: GrantSet
  }
}

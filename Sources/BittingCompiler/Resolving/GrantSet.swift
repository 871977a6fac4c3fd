public import KeyModel

/// For each resource the highest level granted, which includes those below.
public struct GrantSet: Sendable, Equatable {
  /// Rank on the ladder by resource; a resource that is not granted at all is not here.
  public private(set) var ranks: [Name: Int] = [:]

  /// Nothing granted.
  public init() {}

  /// Adds `resource` up to `rank`; what was higher stays.
  public mutating func insert(_ resource: Name, _ rank: Int) {
    ranks[resource] = max(rank, ranks[resource] ?? rank)
  }

  /// Adds all of `other`.
  public mutating func formUnion(_ other: GrantSet) {
    for (resource, rank) in other.ranks { insert(resource, rank) }
  }

  /// Whether `resource` is granted at `rank`.
  public func includes(_ resource: Name, _ rank: Int) -> Bool {
    ranks[resource].map { rank <= $0 } ?? false
  }

  /// Whether all of `other` is granted.
  public func isSuperset(of other: GrantSet) -> Bool {
    other.ranks.allSatisfy { includes($0.key, $0.value) }
  }

  /// The grants that `other` does not include, by resource.
  public func subtracting(_ other: GrantSet) -> [(resource: Name, rank: Int)] {
    sorted.filter { !other.includes($0.resource, $0.rank) }
  }

  /// All grants, by resource.
  public var sorted: [(resource: Name, rank: Int)] {
    ranks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether nothing is granted.
  public var isEmpty: Bool { ranks.isEmpty }
}

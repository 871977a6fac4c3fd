public import KeyModel

/// For each resource the highest level granted, which includes those below.
public struct GrantSet: Sendable, Equatable {
  /// Rank on the ladder by resource; a resource that is not granted at all is not here.
  public private(set) var ranks: [Name: Int] = [:]

  /// Nothing granted.
  public init() {}

  /// All that is in any of `sets`.
  init(union sets: [GrantSet]) {
    // The largest as it is: one wildcard stands for as much as all others together, and is not copied.
    guard let largest = sets.indices.max(by: { sets[$0].ranks.count < sets[$1].ranks.count }) else { return }
    self = sets[largest]
    for index in sets.indices where index != largest { formUnion(sets[index]) }
  }

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

  /// The first grant by resource that `other` does not include; nil if all of them are in it.
  func firstAbove(_ other: GrantSet) -> (resource: Name, rank: Int)? {
    let excess = ranks.lazy.filter { !other.includes($0.key, $0.value) }
    return excess.min { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The first grant by resource; nil if nothing is granted.
  var first: (resource: Name, rank: Int)? { ranks.min { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// The first `count` grants by resource.
  func first(_ count: Int) -> [(resource: Name, rank: Int)] {
    var found: [(resource: Name, rank: Int)] = []
    for (resource, rank) in ranks {
      if found.count == count, let last = found.last, last.resource < resource { continue }
      found.insert((resource, rank), at: found.firstIndex { resource < $0.resource } ?? found.count)
      if found.count > count { found.removeLast() }
    }
    return found
  }

  /// All grants, by resource.
  public var sorted: [(resource: Name, rank: Int)] {
    ranks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether nothing is granted.
  public var isEmpty: Bool { ranks.isEmpty }
}

internal import KeyModel

/// Keys by what claims ask about them: list of scopes, type and environment.
struct KeyGroups {
  private struct Group: Hashable {
    let list: Int
    /// The number of the type; nil for none.
    let type: Int?
    let environment: EnvironmentName?
  }

  /// The keys, by name, and others.
  let keys: [Catalog.Key]
  /// What they are granted, each once.
  private(set) var lists: [Catalog.Granted] = []
  /// Which of ``lists`` each of ``keys`` has; negative for the others.
  private(set) var listOfKey: [Int32]

  private var groups: [(group: Group, type: Name?, keys: [Int32])] = []
  private var groupsOfList: [[Int]] = []
  private var listsByResource: [Name: [(list: Int, rank: Int)]] = [:]

  /// Groups those of `keys`, which are sorted by name, that `isMeant` picks, for proving `claims`.
  init(
    _ keys: [Catalog.Key], where isMeant: (Catalog.Key) -> Bool, speakingOf claims: [AssertionDeclaration]
  ) {
    self.keys = keys
    listOfKey = Array(repeating: -1, count: keys.count)
    var numbers: [Int: Int] = [:]
    var known: [Group: Int] = [:]
    for (place, key) in keys.enumerated() where isMeant(key) {
      let list = numbers[key.granted.number] ?? lists.count
      if list == lists.count {
        numbers[key.granted.number] = list
        lists.append(key.granted)
        groupsOfList.append([])
      }
      listOfKey[place] = Int32(list)
      let group = Group(list: list, type: key.type?.number, environment: key.environment)
      if let number = known[group] {
        groups[number].keys.append(Int32(place))
      } else {
        known[group] = groups.count
        groupsOfList[list].append(groups.count)
        groups.append((group, key.type?.name, [Int32(place)]))
      }
    }
    index(Set(claims.lazy.flatMap(\.scopes).map(\.value.resource)))
  }

  private mutating func index(_ resources: Set<Name>) {
    for (list, granted) in lists.enumerated() {
      if resources.count < granted.all.ranks.count {
        for resource in resources {
          if let rank = granted.all.ranks[resource] { listsByResource[resource, default: []].append((list, rank)) }
        }
      } else {
        for (resource, rank) in granted.all.ranks where resources.contains(resource) {
          listsByResource[resource, default: []].append((list, rank))
        }
      }
    }
  }

  /// The lists that grant something of `resource`, with how much.
  func lists(having resource: Name) -> [(list: Int, rank: Int)] { listsByResource[resource] ?? [] }

  /// How many keys of `selection` have one of `lists`, and the places of the first `limit` of them.
  func keys(
    in lists: [Int], _ selection: KeySelection, limit: Int, _ steps: StepCount
  ) -> (count: Int, first: ArraySlice<Int>) {
    if let key = selection.key {
      steps.take(lists.count)
      guard let place = keys.place(of: key.value, by: \.id), lists.contains(Int(listOfKey[place])),
        selection.selects(keys[place])
      else {
        return (0, [])
      }
      return (1, [place])
    }
    var (count, first) = (0, [Int]())
    for list in lists {
      steps.take(1 + groupsOfList[list].count)
      for number in groupsOfList[list] {
        let (group, type, keys) = groups[number]
        guard selection.selects(type: type, environment: group.environment) else { continue }
        count += keys.count
        first += keys.prefix(limit).map { Int($0) }
      }
    }
    steps.take(first.count)
    return (count, first.sorted().prefix(limit))
  }
}

extension KeySelection {
  fileprivate func selects(_ key: Catalog.Key) -> Bool {
    (self.key.map { key.id == $0.value } ?? true) && selects(type: key.type?.name, environment: key.environment)
  }

  /// Whether keys of `type` and `environment` are meant, as far as these tell.
  fileprivate func selects(type: Name?, environment: EnvironmentName?) -> Bool {
    (self.type.map { type == $0.value } ?? true) && (self.environment.map { environment == $0.value } ?? true)
  }
}

extension AssertionDeclaration {
  /// The scopes that it speaks of.
  fileprivate var scopes: [Located<Scope>] {
    switch form {
    case .forbid(_, let scope), .atMost(_, _, let scope): [scope]
    case .separate(let scopes, _): scopes
    }
  }
}

internal import BundleFormat
internal import KeyModel

/// The ladder and the scopes, and which scopes a grant includes.
struct ScopeTable {
  private let levels: [Name]
  private let levelNumbers: [Name: Int]
  private let scopes: Numbered<Rung>

  /// A scope whose level is known by its place on the ladder.
  private struct Rung: Hashable, Comparable {
    let resource: Name
    let level: Int

    static func < (one: Rung, other: Rung) -> Bool {
      one.resource == other.resource ? one.level < other.level : one.resource < other.resource
    }
  }

  init(_ content: BundleContent) throws(PayloadFailure) {
    guard content.levels.count <= BundleLimits.levels else { throw .tooMany(.levels) }
    if let level = content.levels.firstDuplicate { throw .duplicateLevel(level) }
    if let scope = content.scopes.firstDuplicate { throw .duplicateScope(scope) }
    guard Set(content.scopes.map(\.resource)).count <= BundleLimits.resources else { throw .tooMany(.resources) }
    levels = content.levels
    levelNumbers = Dictionary(uniqueKeysWithValues: zip(content.levels, 0...))
    var rungs: [Rung] = []
    for scope in content.scopes {
      guard let level = levelNumbers[scope.level] else { throw .unknownLevel(scope.level) }
      rungs.append(Rung(resource: scope.resource, level: level))
    }
    scopes = Numbered(rungs)
  }

  /// Words of 64 scopes in each set of grants.
  var wordsPerSet: Int { max(1, (scopes.values.count + 63) / 64) }

  /// The place of `scope`.
  func number(of scope: Scope) throws(PayloadFailure) -> Int {
    guard let level = levelNumbers[scope.level] else { throw .unknownLevel(scope.level) }
    guard let number = scopes.number(of: Rung(resource: scope.resource, level: level)) else {
      throw .unknownScope(scope)
    }
    return number
  }

  /// The bits of `grants` and of every scope on a lower level of their resources.
  func bits(of grants: [Scope]) throws(PayloadFailure) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordsPerSet)
    for grant in grants {
      var number = try number(of: grant)
      // The scopes of a resource are neighbours, the lowest level first.
      while number >= 0, scopes.values[number].resource == grant.resource {
        words[number / 64] |= 1 << UInt64(number % 64)
        number -= 1
      }
    }
    return words
  }

  func levelTable(_ texts: TextPool) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.levels, count: levels.count)
    for (index, level) in levels.enumerated() { table.put(texts[level.text], size: 4, record: index) }
    return table
  }

  func scopeTable(_ texts: TextPool) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.scopes, count: scopes.values.count)
    for (index, scope) in scopes.values.enumerated() {
      table.put(texts[scope.resource.text], size: 4, record: index, field: ScopeRecord.resource)
      table.put(scope.level, size: 4, record: index, field: ScopeRecord.level)
    }
    return table
  }
}

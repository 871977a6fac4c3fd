/// The name that somebody probably meant.
enum NearName {
  /// How many names that look alike are compared.
  private static let mostCompared = 256

  /// The one of `names` that is nearest to `name`; nil if none is near.
  ///
  /// Near is an edit distance (insertions, deletions, replacements, swaps of neighbours) of at most a third of the
  /// length, 3 at most; among equals the first in the order of their bytes. Where very many look alike, nobody can say
  /// which of them was meant.
  static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    guard (1...64).contains(wanted.count) else { return nil }
    let limit = min(3, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    let letters = letters(name)
    var compared = 0
    for candidate in names where abs(candidate.utf8.count - wanted.count) <= limit {
      // A replacement changes two letters at most, and the others one.
      guard (letters ^ self.letters(candidate)).nonzeroBitCount <= 2 * limit else { continue }
      compared += 1
      guard compared <= mostCompared else { return nil }
      let distance = distance(wanted, Array(candidate.utf8), within: limit)
      guard distance <= limit, !(wanted.elementsEqual(candidate.utf8)) else { continue }
      if let known = best {
        guard
          distance < known.distance
            || (distance == known.distance && candidate.utf8.lexicographicallyPrecedes(known.name.utf8))
        else { continue }
      }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// "did you mean", as the help of a finding.
  static func help(for name: String, among names: some Sequence<String>) -> String? {
    nearest(to: name, among: names).map { "did you mean `\($0)`?" }
  }

  /// A bit for each letter, figure or sign that occurs; several share one.
  private static func letters(_ text: String) -> UInt64 {
    text.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// Optimal string alignment distance, or any number above `limit` where it is above that. Source: R. A. Wagner and M. J.
  /// Fischer, "The String-to-String Correction Problem", with F. J. Damerau's swap of neighbours.
  private static func distance(_ one: [UInt8], _ other: [UInt8], within limit: Int) -> Int {
    let far = limit + 1
    var (before, last, next) = (
      Array(repeating: far, count: other.count + 1), Array(0...other.count),
      Array(repeating: far, count: other.count + 1)
    )
    for row in one.indices {
      // What lies further from the diagonal than the limit is further away than that.
      let columns = max(0, row - limit)..<min(other.count, row + limit + 1)
      next[columns.lowerBound] = columns.lowerBound == 0 ? row + 1 : far
      var lowest = next[columns.lowerBound]
      for column in columns {
        let replaced = last[column] + (one[row] == other[column] ? 0 : 1)
        let added = column + 1 < last.count && column <= row + limit - 1 ? last[column + 1] + 1 : far
        var cost = min(replaced, next[column] + 1, added)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        next[column + 1] = cost
        lowest = min(lowest, cost)
      }
      guard lowest <= limit else { return far }
      (before, last, next) = (last, next, before)
    }
    return last[other.count]
  }
}

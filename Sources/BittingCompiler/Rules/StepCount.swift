/// How many steps a piece of work has taken, and how many it may take.
///
/// For work that a small file can make very large, such as every claim against every list of scopes. Whoever does the
/// work says in a finding that it stopped; a check is never silent about what it did not look at.
final class StepCount {
  /// The most steps.
  let most: Int
  /// Those taken so far.
  private(set) var taken = 0

  /// No step has been taken, and so many may be.
  init(most: Int) {
    self.most = most
  }

  /// Whether there were more than there may be.
  var isSpent: Bool { taken > most }

  /// Adds `count` steps.
  func take(_ count: Int) { taken += count }
}

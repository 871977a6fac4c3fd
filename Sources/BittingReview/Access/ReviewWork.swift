/// How much of a review is left to be done before it is given up.
///
/// A change that makes millions of requests different is made to wear somebody out, be it the reviewer or the machine, and
/// no report of it would be read. What counts are requests, not seconds, so that a review ends alike everywhere.
struct ReviewWork {
  /// How many requests a review looks at that are decided differently, in all its bundles: a hundred thousand keys that each
  /// gain thirty routes.
  static let maximum = 3_000_000
  private var left: Int

  /// Work on `maximum` requests.
  init(_ maximum: Int = maximum) {
    left = maximum
  }

  /// Of requests that have to be looked at to find those, so many count as one.
  static let lookedAt = 50

  /// Counts `count` requests that are decided differently.
  mutating func tell(_ count: Int) throws(ReviewFailure) { try spend(count) }

  /// Counts `count` requests that were looked at.
  mutating func look(at count: Int) throws(ReviewFailure) { try spend(count / ReviewWork.lookedAt) }

  private mutating func spend(_ amount: Int) throws(ReviewFailure) {
    left -= amount
    guard left >= 0 else { throw .tooMuch }
  }
}

/// One of the two revisions that a review compares.
enum Side: Hashable, Sendable, CaseIterable {
  case base, head

  /// The revision on the other side.
  var other: Side { self == .base ? .head : .base }
}

/// Something of each revision.
struct Sides<Value> {
  var base: Value
  var head: Value

  init(_ base: Value, _ head: Value) {
    self.base = base
    self.head = head
  }

  /// What `make` makes of each side.
  init<Failure: Error>(_ make: (Side) throws(Failure) -> Value) throws(Failure) {
    base = try make(.base)
    head = try make(.head)
  }

  subscript(side: Side) -> Value {
    get { side == .base ? base : head }
    set { if side == .base { base = newValue } else { head = newValue } }
  }
}

extension Sides: Equatable where Value: Equatable {}
extension Sides: Hashable where Value: Hashable {}
extension Sides: Sendable where Value: Sendable {}

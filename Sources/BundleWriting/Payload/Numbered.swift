/// Distinct values in order, each with its place.
struct Numbered<Value: Hashable> {
  let values: [Value]
  private let numbers: [Value: Int]

  init(_ values: some Sequence<Value>, by precedes: (Value, Value) -> Bool) {
    self.values = Set(values).sorted(by: precedes)
    numbers = Dictionary(uniqueKeysWithValues: zip(self.values, 0...))
  }

  /// `values`, which are distinct and in order.
  init(sorted values: [Value]) {
    self.values = values
    numbers = Dictionary(uniqueKeysWithValues: zip(values, 0...))
  }

  /// The place of `value`; nil if it is not among the values.
  func number(of value: Value) -> Int? { numbers[value] }
}

extension Numbered where Value: Comparable {
  init(_ values: some Sequence<Value>) {
    self.init(values, by: <)
  }
}

extension Sequence where Element: Hashable {
  /// The first value that stands twice; nil if all are distinct.
  var firstDuplicate: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}

/// Numbers values that many keys have, counted from 0 in the order in which they come first.
///
/// A content has a hundred thousand keys and few types, limits and lists of grants, so each value is looked up once a key
/// and is a number from then on.
struct KeyNumbers<Value: Hashable & Sendable>: Sendable {
  /// The distinct values.
  private(set) var values: [Value] = []
  /// The numbers by value, once comparing with all values would take longer.
  private var numbers: [Value: Int32] = [:]
  /// The number that was asked for last, which neighbours often share.
  private var last = 0

  private static var few: Int { 8 }

  /// The number of `value`; nil if it has none.
  func known(_ value: Value) -> Int32? {
    if last < values.count, values[last] == value { return Int32(last) }
    guard values.count > KeyNumbers.few else { return values.firstIndex(of: value).map { Int32($0) } }
    return numbers[value]
  }

  /// The number of `value`, which it has from now on.
  mutating func number(_ value: Value) -> Int32 {
    let number = known(value) ?? append(value)
    last = Int(number)
    return number
  }

  private mutating func append(_ value: Value) -> Int32 {
    values.append(value)
    if values.count == KeyNumbers.few + 1 {
      for (number, value) in values.enumerated() { numbers[value] = Int32(number) }
    } else if values.count > KeyNumbers.few {
      numbers[value] = Int32(values.count - 1)
    }
    return Int32(values.count - 1)
  }
}

extension Array {
  /// The place of the element for which `value` gives `wanted`, found by halves; nil if there is none.
  ///
  /// The elements are in the order of their values, and no two have the same.
  package func place<Value: Comparable>(of wanted: Value, by value: (Element) -> Value) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if value(self[middle]) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < count && value(self[low]) == wanted ? low : nil
  }
}

internal import BundleFormat

/// The keys of two bundles side by side, by their names.
enum KeyMerge {
  /// Calls `body` with the numbers of each key in both, in the order of the names; nil where it is in one alone.
  static func walk(_ one: borrowing BundleImage, _ other: borrowing BundleImage, _ body: (Int?, Int?) -> Void) {
    let (count, otherCount) = (one.count(of: .keys), other.count(of: .keys))
    var (index, otherIndex) = (0, 0)
    while index < count && otherIndex < otherCount {
      switch order(one.text(one.key(index).id), other.text(other.key(otherIndex).id)) {
      case .same:
        body(index, otherIndex)
        (index, otherIndex) = (index + 1, otherIndex + 1)
      case .before:
        body(index, nil)
        index += 1
      case .after:
        body(nil, otherIndex)
        otherIndex += 1
      }
    }
    while index < count {
      body(index, nil)
      index += 1
    }
    while otherIndex < otherCount {
      body(nil, otherIndex)
      otherIndex += 1
    }
  }
}

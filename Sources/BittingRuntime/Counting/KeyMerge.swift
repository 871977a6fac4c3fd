internal import BundleFormat

/// The keys of two bundles side by side, by their names.
enum KeyMerge {
  /// Calls `body` with the numbers of each key in both, in the order of the names; nil where it is in one alone.
  static func walk(_ one: borrowing BundleImage, _ other: borrowing BundleImage, _ body: (Int?, Int?) -> Void) {
    let (count, otherCount) = (one.count(of: .keys), other.count(of: .keys))
    var (index, otherIndex) = (0, 0)
    while index < count || otherIndex < otherCount {
      let next =
        index == count
        ? .after
        : otherIndex == otherCount
          ? .before : order(one.text(one.key(index).id), other.text(other.key(otherIndex).id))
      body(next == .after ? nil : index, next == .before ? nil : otherIndex)
      if next != .after { index += 1 }
      if next != .before { otherIndex += 1 }
    }
  }
}

internal import KeyModel

extension ReviewEntry {
  /// Its lines and the names of its keys as they are, for formats that escape each line on their own.
  var plainLines: [String] {
    let told = lines.map { line in
      "\(line.mark.rawValue) \(line.label.text)" + (line.detail.isEmpty ? "" : "  \(line.detail.text)")
    }
    return told + (keyNames { $0 }.map { [$0] } ?? [])
  }

  /// The first of the keys that it is about, where they are several: `acme-sync, till and 5 more`, each as `shown`.
  func keyNames(_ shown: (String) -> String) -> String? {
    guard keys.count > 1 else { return nil }
    let first = keys.prefix(ReviewEntry.shownNames).map { shown($0.description) }
    let rest = keys.count - first.count
    return first.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// How many names are told of those that something happens to.
  private static var shownNames: Int { 8 }
}

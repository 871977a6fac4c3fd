extension BundleImage {
  /// The route of `method` that matches `path`; nil if none does.
  ///
  /// Segments are compared byte for byte. A literal segment wins over a parameter; a parameter takes any one segment
  /// that is not empty. Two routes that match one path differ only where one of them is literal, so the first that is
  /// found is the most literal. No node is looked at twice.
  package func route(method: Span<UInt8>, path: borrowing PathCuts) -> UInt32? {
    guard let root = child(labelled: method, among: 0..<methodCount) else { return nil }
    return route(below: root, path, 0)
  }

  /// The route that matches the segments of `path` from `depth` on; calls itself once a segment.
  private func route(below parent: Int, _ path: borrowing PathCuts, _ depth: Int) -> UInt32? {
    let node = node(parent)
    guard depth < path.count else { return node.route == 0 ? nil : node.route - 1 }
    let segment = path.segment(depth)
    let literals = Int(node.firstChild)..<Int(node.firstChild + node.literalCount)
    if let child = child(labelled: segment, among: literals), let found = route(below: child, path, depth + 1) {
      return found
    }
    guard let parameter = node.parameterChild, !segment.isEmpty else { return nil }
    return route(below: Int(parameter), path, depth + 1)
  }

  /// The node labelled `label` among sorted ones.
  private func child(labelled label: Span<UInt8>, among nodes: Range<Int>) -> Int? {
    var (low, high) = (nodes.lowerBound, nodes.upperBound)
    while low < high {
      let middle = (low &+ high) &>> 1
      switch order(text(node(middle).label), label) {
      case .same: return middle
      case .before: low = middle &+ 1
      case .after: high = middle
      }
    }
    return nil
  }
}

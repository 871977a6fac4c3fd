extension BundleImage {
  /// The route of `method` that matches `path`, which is as it came, with its query; `guide` is the image's own, if there
  /// is one.
  ///
  /// Segments are compared byte for byte. A literal segment wins over a parameter; a parameter takes any one segment
  /// that is not empty. Two routes that match one path differ only where one of them is literal, so the first that is
  /// found is the most literal. No node is looked at twice.
  package func match(method: Span<UInt8>, path: Span<UInt8>, by guide: ImageGuide = .none) -> RouteMatch {
    guard let path = RequestPath(before: path) else { return RouteMatch(.ambiguous) }
    let root = guide.routes.child(of: RouteGuide.noParent, labelled: method, from: 0, count: methodCount, in: self)
    guard let root, let number = route(below: root, path, from: RequestPath.firstStart, guide.routes) else {
      return RouteMatch(.none)
    }
    return RouteMatch(number, route(Int(number)), path)
  }

  /// The route that matches the segments of `path` from `start` on; calls itself where both a literal and a parameter
  /// could.
  private func route(
    below parent: Int, _ path: borrowing RequestPath, from start: Int, _ guide: RouteGuide
  ) -> UInt32? {
    var (place, start) = (parent, start)
    while !path.isBehindLast(start) {
      let (node, segment) = (node(place), path.segment(from: start))
      start &+= segment.count &+ 1
      let literal = guide.child(
        of: place, labelled: segment, from: Int(node.firstChild), count: Int(node.literalCount), in: self)
      guard let parameter = node.parameterChild, !segment.isEmpty else {
        guard let literal else { return nil }
        place = literal
        continue
      }
      if let literal, let found = route(below: literal, path, from: start, guide) { return found }
      place = Int(parameter)
    }
    let route = node(place).route
    return route == 0 ? nil : route &- 1
  }

  /// The node labelled `label` among `count` sorted ones from `first` on.
  func node(labelled label: Span<UInt8>, from first: Int, count: Int) -> Int? {
    var (low, high) = (first, first &+ count)
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

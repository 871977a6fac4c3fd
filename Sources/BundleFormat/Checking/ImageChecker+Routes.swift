internal import KeyModel

extension ImageChecker {
  /// Nodes lie in the order of a breadth-first walk from the methods' roots, so they are a forest; each one's literal
  /// children are sorted.
  @_optimize(size)
  func checkNodes() throws(ImageFailure) {
    let count = image.count(of: .nodes)
    try require(image.methodCount <= count)
    try checkLabels(0..<image.methodCount)
    var (next, depth, levelEnd) = (image.methodCount, 0, image.methodCount)
    for index in 0..<count {
      try require(index < next)
      if index == levelEnd { (depth, levelEnd) = (depth + 1, next) }
      let node = image.node(index)
      try require(node.childCount == 0 ? node.firstChild == 0 : Int(node.firstChild) == next)
      try require(node.childCount <= count - next && (node.childCount == 0 || depth < RouteTemplate.maximumSegments))
      try checkLabels(next..<(next + Int(node.literalCount)))
      if let parameter = node.parameterChild { try require(image.node(Int(parameter)).label == 0) }
      try checkEnd(of: node, depth: depth)
      next += node.childCount
    }
    try require(next == count)
  }

  @_optimize(size)
  private func checkLabels(_ range: Range<Int>) throws(ImageFailure) {
    var previous: UInt32?
    for index in range {
      try requireText(image.node(index).label)
      try requireAscending(previous, image.node(index).label)
      previous = image.node(index).label
    }
  }

  /// The route that ends at a node is there, and its tenant is one of the segments before.
  private func checkEnd(of node: RouteNode, depth: Int) throws(ImageFailure) {
    guard node.route != 0 else { return }
    try require(depth > 0 && Int(node.route) <= image.count(of: .routes))
    let tenant = image.route(Int(node.route) - 1).tenantSegment
    try require(tenant == RouteRecord.noTenant || Int(tenant) < depth)
  }

  func checkRoutes() throws(ImageFailure) {
    for index in 0..<image.count(of: .routes) {
      let route = image.route(index)
      try requireText(route.template)
      try require(route.isPublic || Int(route.scope) < image.count(of: .scopes))
    }
  }
}

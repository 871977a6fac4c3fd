internal import BundleWriting
internal import KeyModel

/// The routes of a bundle, to be found by path and by template.
///
/// A literal segment wins over a parameter, at the first place where two routes that match a path differ, as in the
/// validator.
struct RouteTree {
  let routes: [BundleContent.Route]
  private var nodes: [Node] = []
  private var roots: [Text: Int] = [:]

  private struct Node {
    var literals: [Text: Int] = [:]
    var parameter: Int?
    var route: Int?
  }

  /// The tree of `routes`, no two of which have one shape.
  init(_ routes: [BundleContent.Route]) {
    self.routes = routes
    for (index, route) in routes.enumerated() { insert(route.template, index) }
  }

  private mutating func insert(_ template: RouteTemplate, _ route: Int) {
    var node = roots[template.method] ?? append()
    roots[template.method] = node
    for segment in template.segments { node = child(of: node, segment) }
    nodes[node].route = route
  }

  private mutating func child(of node: Int, _ segment: RouteTemplate.Segment) -> Int {
    switch segment {
    case .literal(let text):
      if let child = nodes[node].literals[text] { return child }
      let child = append()
      nodes[node].literals[text] = child
      return child
    case .parameter:
      if let child = nodes[node].parameter { return child }
      let child = append()
      nodes[node].parameter = child
      return child
    }
  }

  private mutating func append() -> Int {
    nodes.append(Node())
    return nodes.count - 1
  }

  /// The route that `method` and the segments of a path lead to; nil if there is none.
  func route(_ method: Text, _ segments: [Text]) -> Int? {
    roots[method].flatMap { route(below: $0, segments[...]) }
  }

  private func route(below node: Int, _ segments: ArraySlice<Text>) -> Int? {
    guard let segment = segments.first else { return nodes[node].route }
    if let child = nodes[node].literals[segment], let found = route(below: child, segments.dropFirst()) { return found }
    guard let child = nodes[node].parameter, !segment.utf8.isEmpty else { return nil }
    return route(below: child, segments.dropFirst())
  }

  /// The routes that match some path that `template` matches, too. `steps` counts down for each node that is visited;
  /// nil once it is used up.
  func routes(meeting template: RouteTemplate, _ steps: inout Int) -> [Int]? {
    var open = roots[template.method].map { [$0] } ?? []
    for segment in template.segments {
      open = open.flatMap { children(of: $0, meeting: segment) }
      steps -= open.count
      guard steps > 0 else { return nil }
    }
    return open.compactMap { nodes[$0].route }
  }

  private func children(of node: Int, meeting segment: RouteTemplate.Segment) -> [Int] {
    let parameter = nodes[node].parameter.map { [$0] } ?? []
    guard case .literal(let text) = segment else {
      // A parameter takes any segment but the empty one.
      return nodes[node].literals.filter { !$0.key.utf8.isEmpty }.map(\.value) + parameter
    }
    return (nodes[node].literals[text].map { [$0] } ?? []) + (text.utf8.isEmpty ? [] : parameter)
  }
}

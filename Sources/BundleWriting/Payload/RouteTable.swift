internal import BundleFormat
internal import KeyModel

/// The routes by path and method, and the tree that leads to them.
struct RouteTable {
  private let routes: [BundleContent.Route]
  private var nodes: [Node]
  private let roots: Numbered<Text>

  private struct Node {
    let label: Text?
    var literals: [Text: Int] = [:]
    var parameter: Int?
    var route: Int?
  }

  init(_ content: BundleContent) throws(PayloadFailure) {
    guard content.routes.count <= BundleLimits.routes else { throw .tooMany(.routes) }
    routes = content.routes.sorted { $0.template < $1.template }
    roots = Numbered(routes.map(\.template.method))
    nodes = roots.values.map { Node(label: $0) }
    for (index, route) in routes.enumerated() { try insert(route.template, index) }
  }

  private mutating func insert(_ template: RouteTemplate, _ route: Int) throws(PayloadFailure) {
    // Invariant: `roots` numbers the methods of all routes.
    var node = roots.number(of: template.method) ?? 0
    for segment in template.segments { node = child(of: node, for: segment) }
    guard nodes[node].route == nil else { throw .duplicateRoute(template) }
    nodes[node].route = route
  }

  private mutating func child(of node: Int, for segment: RouteTemplate.Segment) -> Int {
    switch segment {
    case .literal(let text):
      if let child = nodes[node].literals[text] { return child }
      nodes[node].literals[text] = nodes.count
      nodes.append(Node(label: text))
    case .parameter:
      if let child = nodes[node].parameter { return child }
      nodes[node].parameter = nodes.count
      nodes.append(Node(label: nil))
    }
    return nodes.count - 1
  }

  /// How many methods there are.
  var methodCount: Int { roots.values.count }

  /// The nodes level by level, the children of each as neighbours: literals by their bytes, then the parameter.
  func nodeTable(_ texts: TextPool) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.nodes, count: nodes.count)
    var order = Array(0..<methodCount)
    var place = 0
    while place < order.count {
      let node = nodes[order[place]]
      let literals = node.literals.sorted { $0.key < $1.key }.map(\.value)
      let children = literals + (node.parameter.map { [$0] } ?? [])
      let count = UInt32(literals.count) | (node.parameter == nil ? 0 : RouteNode.hasParameter)
      table.put(node.label.map { texts[$0] } ?? 0, size: 4, record: place, field: RouteNode.label)
      table.put(children.isEmpty ? 0 : order.count, size: 4, record: place, field: RouteNode.firstChild)
      table.put(count, size: 4, record: place, field: RouteNode.children)
      table.put(node.route.map { $0 + 1 } ?? 0, size: 4, record: place, field: RouteNode.route)
      order += children
      place += 1
    }
    return table
  }

  func routeTable(_ texts: TextPool, _ scopes: ScopeTable) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.routes, count: routes.count)
    for (index, route) in routes.enumerated() {
      var scope = RouteRecord.publicScope
      if let needed = route.scope { scope = UInt32(try scopes.number(of: needed)) }
      let tenant = route.template.tenantIndex.map(UInt32.init) ?? RouteRecord.noTenant
      table.put(texts[Text(route.template.description)], size: 4, record: index, field: RouteRecord.template)
      table.put(scope, size: 4, record: index, field: RouteRecord.scope)
      table.put(route.cost, size: 4, record: index, field: RouteRecord.cost)
      table.put(tenant, size: 4, record: index, field: RouteRecord.tenantSegment)
    }
    return table
  }
}

public import Diagnostics
public import KeyModel

/// Which of the possible cells a run of tests has seen.
public struct PolicyCoverage: Sendable {
  /// A line for each route and type, by service, path, method and type.
  public let rows: [Row]

  /// A route, and where it is declared.
  public struct Route: Sendable {
    let service: Name
    let template: RouteTemplate
    let place: SourceSpan

    /// The route of `service` with `template`, declared at `place`.
    public init(service: Name, template: RouteTemplate, place: SourceSpan) {
      self.service = service
      self.template = template
      self.place = place
    }
  }

  /// The cells of one type on one route.
  public struct Row: Sendable {
    /// The service.
    public let service: Name
    /// The route.
    public let route: RouteTemplate
    /// Where the route is declared.
    public let place: SourceSpan
    /// The type; nil: anybody, on a public route.
    public let type: Text?
    /// The cells: what a request comes to (nil: it is allowed), and how many requests have come to it.
    public let cells: [(denial: DenialReason?, requests: Int)]

    /// How many of the cells a request has come to.
    public var seen: Int { cells.count { $0.requests > 0 } }
  }

  /// What `report` has seen of the `possible` cells of `routes`.
  public init(possible: Set<CoverageCell>, seenBy report: PolicyTestReport, on routes: [Route]) {
    let hits = PolicyCoverage.hits(of: report)
    let known = Dictionary(grouping: possible) { Place(service: $0.service, route: $0.route) }
    rows = routes.sorted { ($0.service, $0.template) < ($1.service, $1.template) }.flatMap { route in
      let cells = known[Place(service: route.service, route: Text(route.template.description))] ?? []
      let types = Dictionary(grouping: cells, by: \.type)
      // Invariant: no name is empty, so that nil has the first place to itself.
      return types.sorted { ($0.key ?? Text("")) < ($1.key ?? Text("")) }.map { type, cells in
        let ordered = cells.sorted { ($0.denial?.rawValue ?? 0) < ($1.denial?.rawValue ?? 0) }
        return Row(
          service: route.service, route: route.template, place: route.place, type: type,
          cells: ordered.map { ($0.denial, hits[$0] ?? 0) })
      }
    }
  }

  /// How many requests came to each cell. On a public route no key is looked at.
  private static func hits(of report: PolicyTestReport) -> [CoverageCell: Int] {
    var hits: [CoverageCell: Int] = [:]
    for result in report.results {
      for request in result.requests {
        guard let route = request.route else { continue }
        let cell = CoverageCell(
          service: result.test.stage.service, route: route, type: request.type, denial: request.denial)
        hits[cell, default: 0] += 1
      }
    }
    return hits
  }

  private struct Place: Hashable {
    let service: Name
    let route: Text
  }

  /// How many cells are possible.
  public var possible: Int { rows.reduce(0) { $0 + $1.cells.count } }
  /// How many of them a request has come to.
  public var seen: Int { rows.reduce(0) { $0 + $1.seen } }

  /// What was seen, in whole percent, rounded down: 100 is all of it. Nil where nothing is possible.
  public var percent: Int? { possible == 0 ? nil : seen * 100 / possible }
}

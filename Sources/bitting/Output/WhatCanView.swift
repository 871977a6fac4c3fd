internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// All that a key may do, for people and for programs.
struct WhatCanView {
  private let reach: KeyReach
  private let facts: KeyFacts

  init(_ reach: KeyReach) {
    self.reach = reach
    facts = KeyFacts(reach.key, reach.secret)
  }

  /// One fact on each line, then each service with its routes.
  var text: String {
    let rows = Rows(["environment"])
    let head = lines.map { rows.line($0.label, $0.text, indent: "") }.joined()
    return ([head] + reach.services.map(text)).joined(separator: "\n")
  }

  private var lines: [(label: String, text: String)] {
    let known: [(String, String?)] = [
      ("key", facts.id), ("type", facts.type), ("environment", facts.environment), ("owner", facts.owner),
      ("purpose", facts.purpose), ("tenant", tenant),
      ("networks", facts.networks?.joined(separator: " ") ?? "anywhere"), ("secret", secret), ("limits", facts.limits),
    ]
    let able = reach.obstacles.isEmpty && reach.services.isEmpty ? ["nothing: no scope of the key is granted"] : []
    let denied = reach.obstacles.map { "nothing, \($0.reason): \($0.text)" }
    return known.compactMap { label, text in text.map { (label, $0) } } + (able + denied).map { ("may do", $0) }
  }

  private var tenant: String {
    switch facts.tenant {
    case "*": "every one"
    case let name?: name
    case nil: "none: routes that name a tenant are closed to it"
    }
  }

  private var secret: String? {
    guard let starts = facts.starts, let ends = facts.ends else { return nil }
    return "\(facts.handle ?? "imported"), \(starts) to \(ends)"
  }

  private func text(_ service: KeyReach.AtService) -> String {
    let rows = Rows(service.routes.map(\.template.description))
    let routes = service.routes.map { route in
      let cost = route.cost == 1 ? "" : ", costs \(route.cost)"
      return rows.line(route.template.description, "\(route.scope?.description ?? "")\(cost)")
    }
    let title = "\(service.service): \(service.scopes.map(\.description).joined(separator: " "))"
    let would = reach.obstacles.isEmpty ? "" : "  (if the key could do anything)"
    return "\(title)\(would)\n\(routes.isEmpty ? "  no route\n" : routes.joined())"
  }

  /// The same for programs.
  var json: JSONValue {
    .object(
      facts.members + [
        ("able", .bool(reach.obstacles.isEmpty && !reach.services.isEmpty)),
        ("reasons", .array(reach.obstacles.map(\.json))), ("services", .array(reach.services.map(json))),
      ])
  }

  private func json(_ service: KeyReach.AtService) -> JSONValue {
    .object([
      ("service", .string(service.service.description)),
      ("scopes", .array(service.scopes.map { .string($0.description) })),
      (
        "routes",
        .array(
          service.routes.map { route in
            .object([
              ("route", .string(route.template.description)), ("scope", .string(orNull: route.scope?.description)),
              ("cost", .int(Int(route.cost))),
            ])
          })
      ),
    ])
  }
}

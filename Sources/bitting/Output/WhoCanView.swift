internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// Who may do something, for people and for programs.
struct WhoCanView {
  private let question: AccessQuestion
  private let targets: [(target: ServiceTarget, verdicts: [KeyVerdict])]
  private let catalog: Catalog
  private let showsAll: Bool

  init(
    _ queries: CatalogQueries, _ question: AccessQuestion, _ targets: [ServiceTarget],
    _ environment: EnvironmentName?, showsAll: Bool
  ) {
    self.question = question
    self.targets = targets.map { ($0, queries.verdicts(on: question, at: $0, environment: environment)) }
    catalog = queries.catalog
    self.showsAll = showsAll
  }

  /// Whether there is a key that may, or none is needed.
  var isSomebodyAllowed: Bool {
    targets.contains { $0.target.isPublic || $0.verdicts.contains(where: \.isAllowed) }
  }

  /// For each service a line about it, and one about each key.
  var text: String {
    targets.map { target, verdicts in
      let title = Console.shown(TargetFacts(target).text) + "\n"
      return title + (target.isPublic ? "  anybody, without a key\n" : keys(verdicts, target))
    }.joined(separator: "\n")
  }

  private func keys(_ verdicts: [KeyVerdict], _ target: ServiceTarget) -> String {
    let allowed = verdicts.filter(\.isAllowed)
    let denied = showsAll ? verdicts.filter { !$0.isAllowed } : []
    let rows = Rows((allowed + denied).map(\.key.id.description))
    let nobody = target.deadEnd.map { "nobody: \(Console.shown($0.text))" } ?? "nobody"
    let able = allowed.map { rows.line($0.key.id.description, how($0)) }.joined()
    let unable = denied.map { rows.line($0.key.id.description, why($0)) }.joined()
    return (able.isEmpty ? "  \(nobody)\n" : able) + (unable.isEmpty ? "" : "not\n" + unable)
  }

  /// `partner, live, by orders:write, tenant acme, from 203.0.113.0/24, until 2026-12-31T08:00:00Z`.
  private func how(_ verdict: KeyVerdict) -> String {
    let facts = KeyFacts(verdict.key, verdict.secret)
    return [
      facts.type, facts.environment, "by \(scopes(verdict).joined(separator: " "))",
      facts.tenant.map { "tenant \($0)" }, facts.networks.map { "from \($0.joined(separator: " "))" },
      facts.ends.map { "until \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func why(_ verdict: KeyVerdict) -> String {
    let facts = KeyFacts(verdict.key, verdict.secret)
    let kind = [facts.type, facts.environment].compactMap(\.self).joined(separator: ", ")
    return verdict.obstacles.first.map { "\(kind), \($0.reason): \($0.text)" } ?? kind
  }

  private func scopes(_ verdict: KeyVerdict) -> [String] {
    verdict.grantedBy(catalog).map(\.pattern.value.description)
  }

  /// The same for programs.
  var json: JSONValue {
    .object([
      ("at", .string(question.at.description)), ("allowed", .bool(isSomebodyAllowed)),
      ("services", .array(targets.map { .object(TargetFacts($0.target).members + [("keys", keys(of: $0.verdicts))]) })),
    ])
  }

  /// Nothing of a public route: there it takes no key.
  private func keys(of verdicts: [KeyVerdict]) -> JSONValue {
    let shown = verdicts.filter { !$0.target.isPublic && (showsAll || $0.isAllowed) }
    return .array(
      shown.map { verdict in
        .object(
          KeyFacts(verdict.key, verdict.secret).members + [
            ("allowed", .bool(verdict.isAllowed)), ("scopes", .array(scopes(verdict).map { .string($0) })),
            ("reasons", .array(verdict.obstacles.map(\.json))),
          ])
      })
  }
}

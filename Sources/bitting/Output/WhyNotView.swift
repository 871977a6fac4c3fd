internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// Why a key may not do something and what would let it, for people and for programs.
struct WhyNotView {
  private struct Answer {
    let verdict: KeyVerdict
    /// Nil if the request is allowed.
    let remedy: RemedyView?
  }

  private let answers: [Answer]
  private let catalog: Catalog
  private let at: Instant

  init(_ key: Catalog.Key, _ question: AccessQuestion, _ targets: [ServiceTarget], _ asked: AskedCatalog) {
    let queries = asked.queries
    answers = targets.map { target in
      let verdict = queries.verdict(on: question, of: key, at: target)
      guard !verdict.isAllowed else { return Answer(verdict: verdict, remedy: nil) }
      let remedy = queries.remedy(for: verdict, of: question)
      return Answer(verdict: verdict, remedy: RemedyView(remedy, of: verdict, at: question.at, in: asked))
    }
    catalog = queries.catalog
    at = question.at
  }

  /// Whether every service that was asked allows it.
  var isAllowed: Bool { answers.allSatisfy(\.verdict.isAllowed) }

  /// For each service the verdict, the reasons with a `*` before the first, and the change.
  var text: String {
    answers.map { answer in
      let verdict = answer.verdict
      let rows = Rows(verdict.obstacles.map(\.reason.description))
      let reasons = verdict.obstacles.enumerated().map { index, obstacle in
        rows.line(obstacle.reason.description, obstacle.text, indent: index == 0 ? "* " : "  ")
      }
      return Console.shown(title(verdict)) + "\n" + reasons.joined() + (answer.remedy?.text ?? "")
    }.joined(separator: "\n")
  }

  /// `deny tenant  key acme-sync (partner), storefront: GET /v1/tenants/{tenant}/orders needs orders:read`.
  private func title(_ verdict: KeyVerdict) -> String {
    let outcome = verdict.obstacles.first.map { "deny \($0.reason)" } ?? "allow"
    let type = verdict.key.type.map { " (\($0.name))" } ?? ""
    let by = verdict.grantedBy(catalog).map(\.pattern.value.description).joined(separator: " ")
    let how = verdict.isAllowed && !by.isEmpty ? ", by \(by)" : ""
    return "\(outcome)  key \(verdict.key.id)\(type), \(TargetFacts(verdict.target).text)\(how)"
  }

  /// The same for programs.
  var json: JSONValue {
    .object([
      ("at", .string(at.description)), ("allowed", .bool(isAllowed)),
      ("services", .array(answers.map(json))),
    ])
  }

  private func json(_ answer: Answer) -> JSONValue {
    let verdict = answer.verdict
    let by = verdict.isAllowed ? verdict.grantedBy(catalog) : []
    return .object(
      KeyFacts(verdict.key, verdict.secret).members + TargetFacts(verdict.target).members + [
        ("allowed", .bool(verdict.isAllowed)),
        ("scopes", .array(by.map { .string($0.pattern.value.description) })),
        ("reasons", .array(verdict.obstacles.map(\.json))),
      ] + (answer.remedy?.members ?? [("changes", .array([])), ("findings", .array([]))]))
  }
}

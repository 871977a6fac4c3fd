import BittingCompiler
import BittingQueries
import Diagnostics
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// The smallest change, made and judged by the reference evaluator.
@Suite struct RemedyTests {
  private let shops = 12
  private let digest = TokenDigest(words: (1, 2, 3, 4))

  @Test func theSmallestChangeFlipsTheVerdictAndNoOther() throws {
    var random = SeededGenerator(printing: "why-not")
    var counts: [Int: Int] = [:]
    for _ in 0..<shops {
      let shop = try RandomShop(using: &random)
      for _ in 0..<40 {
        let service = try #require(shop.catalog.services.randomElement(using: &random)).name
        let key = try #require(shop.catalog.keys.randomElement(using: &random))
        guard let question = shop.question(at: service, using: &random),
          let target = shop.queries.targets(of: question.wish, service: service).first
        else { continue }
        let verdict = shop.queries.verdict(on: question, of: key, at: target)
        guard case .changes(let changes) = shop.queries.remedy(for: verdict, of: question), !changes.isEmpty else {
          continue
        }
        counts[changes.count, default: 0] += 1
        let trial = RemedyTrial(
          shop: shop, verdict: verdict, question: question, service: service, changes: changes, digest: digest)
        if let fault = try trial.fault(using: &random) {
          Issue.record("\(fault): \(key.id) at \(service), \(question), \(changes) in \(shop.repository.files)")
          return
        }
      }
    }
    print("changes by number: \(counts.sorted { $0.key < $1.key })")
    #expect((1...3).allSatisfy { counts[$0] ?? 0 > 0 })
  }
}

/// One remedy and what has to hold of it.
struct RemedyTrial {
  let shop: RandomShop
  let verdict: KeyVerdict
  let question: AccessQuestion
  let service: Name
  let changes: [ProposedChange]
  let digest: TokenDigest

  private var id: KeyID { verdict.key.id }

  /// What does not hold; nil if all does.
  func fault(using random: inout SeededGenerator) throws -> String? {
    let before = BruteForce(catalog: shop.catalog)
    if before.allows(verdict.key, question, at: service) { return "was allowed already" }
    guard let after = changed(changes) else { return "does not pass the rules" }
    guard allows(after) else { return "is still denied" }
    for index in changes.indices {
      var fewer = changes
      fewer.remove(at: index)
      if let catalog = changed(fewer), allows(catalog) { return "is allowed without \(changes[index].kind)" }
    }
    if changes.count == 2, random.chance(1, of: 4),
      let smaller = pool.first(where: { changed([$0]).map(allows) ?? false })
    {
      return "\(smaller.kind) alone would do"
    }
    for _ in 0..<20 {
      guard let other = neighbour(using: &random) else { continue }
      if let fault = spread(other, BruteForce(catalog: after), before) { return fault }
    }
    return nil
  }

  private func changed(_ changes: [ProposedChange]) -> Catalog? {
    let declarations = shop.catalog.declarations.applying(changes, to: id, newSecret: digest)
    let checked = Checker.check(
      declarations, insteadOf: shop.catalog, at: Instant(seconds: RandomRepository.start))
    return checked.checkedCatalog?.catalog
  }

  private func allows(_ catalog: Catalog) -> Bool {
    guard let key = catalog.keys.first(where: { $0.id == id }) else { return false }
    return BruteForce(catalog: catalog).allows(key, question, at: service)
  }

  /// Every elementary change that could have to do with the question.
  private var pool: [ProposedChange] {
    let scopes = shop.catalog.resources.flatMap { resource in
      resource.ranks.map { Scope(resource: resource.name, level: shop.catalog.ladder.names[$0]) }
    }
    let tenants = ["acme", "zen", "other", "a", "b", "zz"].compactMap { TenantName($0) }
    let host = question.from.flatMap { Network(around: $0, prefixLength: 128) }
    let kinds: [ProposedChange.Kind] =
      [
        .newSecret(from: question.at, until: question.at + TimeSpan(seconds: 1)), .enable, .begin(question.at),
        .end(question.at + TimeSpan(seconds: 1)),
      ] + (host.map { [.network($0)] } ?? []) + scopes.map { .addScope($0) }
      + tenants.map { .tenant($0, instead: nil) }
    return kinds.map { ProposedChange(kind: $0, span: verdict.key.declaration.span) }
  }

  /// A question that differs from the one that was asked in a few ways, or in all.
  private func neighbour(using random: inout SeededGenerator) -> AccessQuestion? {
    guard let other = shop.question(at: service, using: &random) else { return nil }
    func pick<Value>(_ one: Value, _ other: Value, _ random: inout SeededGenerator) -> Value {
      random.chance(1, of: 2) ? one : other
    }
    let wish = pick(pick(question.wish, other.wish, &random), scopeOfTheSameResource(&random), &random)
    let nextDoor = question.from.map { Address(high: $0.high, low: $0.low ^ 1) }
    let aroundThen = Instant(seconds: question.at.seconds + Int64.random(in: -1...1, using: &random))
    return AccessQuestion(
      wish, tenant: pick(question.tenant, other.tenant, &random),
      from: pick(pick(question.from, nextDoor, &random), other.from, &random),
      at: pick(pick(question.at, aroundThen, &random), other.at, &random))
  }

  private func scopeOfTheSameResource(_ random: inout SeededGenerator) -> AccessQuestion.Wish {
    guard let asked = verdict.target.scope, let level = shop.catalog.ladder.names.randomElement(using: &random) else {
      return question.wish
    }
    return .scope(Scope(resource: asked.resource, level: level))
  }

  /// Why a question that is newly answered with yes should not be; nil if it should, or is not.
  private func spread(_ other: AccessQuestion, _ after: BruteForce, _ before: BruteForce) -> String? {
    for (old, new) in zip(before.catalog.keys, after.catalog.keys) {
      let was = before.allows(old, other, at: service)
      guard after.allows(new, other, at: service), !was else { continue }
      guard old.id == id else { return "key \(old.id) may do \(other) now" }
      if let fault = widening(old, other) { return "\(fault): \(other)" }
    }
    return nil
  }

  private func widening(_ old: Catalog.Key, _ other: AccessQuestion) -> String? {
    guard let target = shop.queries.targets(of: other.wish, service: service).first else { return "leads nowhere" }
    let others = shop.queries.verdict(on: other, of: old, at: target).obstacles
    for obstacle in others {
      switch obstacle {
      case .notInBundle: continue
      case .scope(let scope, _):
        guard let asked = verdict.target.scope, scope.resource == asked.resource,
          (shop.catalog.ladder.rank(scope.level) ?? 9) <= (shop.catalog.ladder.rank(asked.level) ?? 0)
        else { return "another scope" }
      case .network(let address): if address != question.from || address == nil { return "another address" }
      case .tenant(let tenant):
        let asked = verdict.target.pathTenant ?? question.tenant?.text
        if tenant.text != asked { return "another tenant" }
      case .noSecret, .secretBegins, .secretEnded:
        let isNew = changes.contains { change in
          guard case .newSecret(let start, let end) = change.kind else { return false }
          return start <= other.at && other.at < end
        }
        if !isNew { return "another time" }
      case .keyBegins: if other.at < question.at { return "an earlier time" }
      case .keyEnded: if other.at > question.at { return "a later time" }
      case .disabled: continue
      default: return "a hopeless obstacle"
      }
    }
    return nil
  }
}

import AgeFile
import AgeWriting
import BittingCompiler
import BittingRuntime
import BundleFormat
import BundleWriting
import Diagnostics
import KeyModel
import Minisign
import MinisignSigning
import RepositorySupport
import Sodium
import TestSupport
import Testing

/// From YAML text to a decision, against the contract written down plainly.
@Suite struct DifferentialTests {
  private let validFor = TimeSpan(seconds: 6 * 86_400)
  private let repositories = 60
  private let queries = 1_000

  @Test func decidesLikeTheReferenceEvaluator() throws {
    var random = SeededGenerator(printing: "repositories and requests")
    var outcomes: [String: Int] = [:]
    for _ in 0..<repositories {
      let base = RandomRepository(using: &random)
      let bare = Checker.check(base.tree, at: Instant(seconds: RandomRepository.start)).uncheckedCatalog
      let repository = RandomRepository(base, routes: RandomRoutes.yaml(for: bare, using: &random))
      let checked = Checker.check(repository.tree, at: Instant(seconds: RandomRepository.start))
      let findings = checked.findings.map { "\($0.rule): \($0.message)" }
      let catalog = try #require(checked.checkedCatalog, "\(findings) in \(repository.files)")
      for service in catalog.catalog.services.map(\.name) {
        try compare(catalog, service, repository, &random, &outcomes)
      }
    }
    print("outcomes: \(outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
    let limits: Set<DenialReason> = [.rate, .quota]
    for reason in DenialReason.allCases where !limits.contains(reason) {
      #expect(outcomes[reason.description] ?? 0 > 0, "no request was denied for \(reason)")
    }
    #expect(outcomes["allow"] ?? 0 > repositories * queries / 50)
  }

  private func compare(
    _ checked: CheckedCatalog, _ service: Name, _ repository: RandomRepository, _ random: inout SeededGenerator,
    _ outcomes: inout [String: Int]
  ) throws {
    let live = try #require(EnvironmentName("live"))
    let issued = Instant(seconds: RandomRepository.start + 3 * 86_400)
    let gate = try sealedAndOpened(checked, service, live, issued, &random)
    let reference = ReferenceEvaluator(
      catalog: checked.catalog, service: service, environment: live, issued: issued, validFor: validFor)
    let source = RandomQueries(tokens: repository.tokens, catalog: checked.catalog, service: service)
    for _ in 0..<queries {
      let query = source.next(&random)
      let actual = decide(query, with: gate)
      let expected = reference.denial(known(query))
      outcomes[actual?.description ?? "allow", default: 0] += 1
      guard actual == expected else {
        Issue.record(
          "\(query): \(actual?.description ?? "allow"), expected \(expected?.description ?? "allow") in \(repository.files)"
        )
        return
      }
    }
  }

  private func decide(_ query: RawQuery, with gate: Gate) -> DenialReason? {
    let tenant = query.tenant.map { Array($0.utf8) }
    let now = Moment(utc: query.now, steady: 0)
    switch query.wish {
    case .route(let method, let path):
      return decide(
        query.credential, .route(method: method.utf8.span, path: path.utf8.span, tenant: tenant?.span), query.from, now,
        gate)
    case .scope(let scope):
      return decide(query.credential, .scope(scope.utf8.span, tenant: tenant?.span), query.from, now, gate)
    }
  }

  private func decide(
    _ credential: RawQuery.Credential, _ request: borrowing Request, _ from: Address?, _ now: Moment, _ gate: Gate
  ) -> DenialReason? {
    switch credential {
    case .none: return gate.authorize(.none, request, from: from, at: now).reason
    case .several: return gate.authorize(.several, request, from: from, at: now).reason
    case .token(let token): return gate.authorize(.token(token.span), request, from: from, at: now).reason
    }
  }

  /// The query as the reference evaluator takes it: a token is its form and digest.
  private func known(_ query: RawQuery) -> ReferenceEvaluator.Query {
    let credential: ReferenceEvaluator.Query.Credential
    switch query.credential {
    case .none: credential = .none
    case .several: credential = .several
    case .token(let token):
      let digest = SHA256.hash(token.span)
      let form = TokenForm(of: token.span, lead: "shop_live_".utf8.span)
      credential = .token(form: form, TokenDigest(bytes: digest.span) ?? TokenDigest(words: (0, 0, 0, 0)))
    }
    return ReferenceEvaluator.Query(
      credential: credential, wish: query.wish, tenant: query.tenant, from: query.from, now: query.now)
  }

  private func sealedAndOpened(
    _ checked: CheckedCatalog, _ service: Name, _ environment: EnvironmentName, _ issued: Instant,
    _ random: inout SeededGenerator
  ) throws -> Gate {
    let target = try #require(checked.targets.first { $0.service == service && $0.environment == environment })
    let content = try #require(BundleAssembler.packedContents(of: checked, for: [target])[0])
    let payload = try PayloadEncoder.encode(content)
    let signer = MinisignSecretKey.generate(using: &random)
    let identity = AgeIdentity.generate(using: &random)
    let statement = BundleStatement(
      service: service, environment: environment, issued: issued, expires: issued + validFor,
      content: ContentDigest(of: payload.span), commit: nil, isDirty: false)
    let file = try BundleSealer.seal(
      payload.span, statement, to: [identity.recipient], signedBy: [signer], using: &random)
    let trust = try #require(Trust([signer.publicKey], threshold: 1))
    return try Gate.open(
      file.span, identities: [identity], trusting: trust, for: Audience(service: service, environment: environment),
      after: nil, at: Moment(utc: issued, steady: 0)
    ).gate
  }
}

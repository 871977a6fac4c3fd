internal import BittingCompiler
internal import BittingRuntime
internal import KeyModel
internal import PolicyTesting
internal import Sodium

/// Seals the bundles that tests need, one for each service, environment and instant, and hands them to the tests.
struct TestRehearsals {
  private let catalog: Catalog
  private var tokens = RehearsalTokens()
  private var generator = SodiumGenerator()

  /// The keys that tests name.
  private let keys: [KeyID: Catalog.Key]

  init(of catalog: Catalog) {
    self.catalog = catalog
    let named = Set(catalog.declarations.tests.compactMap { $0.key?.value })
    let known = catalog.keys.filter { named.contains($0.id) }
    keys = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The report of `declarations`.
  mutating func run(_ declarations: [TestDeclaration]) -> PolicyTestReport {
    var results: [PolicyTestResult] = []
    for (stage, tests) in Dictionary(grouping: declarations.map { test($0) }, by: \.stage) {
      do {
        let run = PolicyTestRun(on: try gate(on: stage), stage)
        results += tests.map(run.result)
      } catch {
        results += tests.map { PolicyTestResult.broken($0, error.message) }
      }
    }
    return PolicyTestReport(results)
  }

  /// What `report` has seen of all that the keys of the catalog can meet.
  mutating func coverage(of report: PolicyTestReport) throws -> PolicyCoverage {
    var possible: Set<CoverageCell> = []
    for service in catalog.services {
      for environment in catalog.declarations.project?.environments ?? [] {
        // What is possible does not depend on the instant.
        let stage = TestStage(service: service.name, environment: environment.value, at: .earliest)
        do {
          possible.formUnion(PossibleCells.of(try gate(on: stage)))
        } catch {
          throw CommandFailure.cannotTell(error.message)
        }
      }
    }
    let routes = catalog.routes.map { route in
      PolicyCoverage.Route(
        service: route.service, template: route.template, place: route.declaration.template.span)
    }
    return PolicyCoverage(possible: possible, seenBy: report, on: routes)
  }

  /// A bundle that was really sealed, opened as a service opens it.
  private mutating func gate(on stage: TestStage) throws(RehearsalFailure) -> Gate {
    do {
      let rehearsal = try Rehearsal(
        of: catalog, service: stage.service, environment: stage.environment, issued: stage.at, tokens: &tokens,
        using: &generator)
      let bundle = RehearsedBundle(file: rehearsal.file, identity: rehearsal.identity, signer: rehearsal.signer)
      return try bundle.open(on: stage)
    } catch let failure as Rehearsal.Failure {
      throw RehearsalFailure(stage, failure)
    } catch let failure as OpenFailure {
      throw RehearsalFailure(stage, failure)
    } catch {
      throw RehearsalFailure(stage, Rehearsal.Failure.noSuchBundle)
    }
  }

  private mutating func test(_ declared: TestDeclaration) -> PolicyTest {
    let stage = TestStage(
      service: declared.service.value, environment: declared.environment.value, at: declared.at.value)
    let requests = declared.expectations.map { expected in
      ExpectedRequest(
        method: expected.method, path: expected.path, outcome: expected.outcome.value.outcome,
        place: expected.outcome.span)
    }
    let others = declared.othersAreDenied.flatMap { $0.value ? $0.span : nil }
    return PolicyTest(
      name: declared.name.value, place: declared.name.span, stage: stage, caller: caller(of: declared),
      from: declared.from?.value, tenant: declared.tenant?.value, skip: declared.skip?.value, requests: requests,
      othersAreDenied: others)
  }

  /// The key with the token that it would use; it may be one whose token this service does not know.
  private mutating func caller(of test: TestDeclaration) -> PolicyTest.Caller {
    guard let named = test.key else { return .nobody }
    // Invariant: in a checked catalog every name that a test gives is declared.
    guard let key = keys[named.value], let environment = key.environment,
      let prefix = catalog.declarations.project?.tokenPrefix?.value,
      let secret = key.declaration.secret(forTestAt: test.at.value)
    else { return .keyWithoutSecret(named.value, named.span) }
    let token = tokens.token(
      for: secret.digest.value, handle: secret.handle?.value, prefix: prefix, environment: environment,
      using: &generator)
    return .key(key.id, token: token, tenant: tenant(of: key))
  }

  private func tenant(of key: Catalog.Key) -> TenantName? {
    guard case .one(let tenant) = key.declaration.tenant?.value else { return nil }
    return tenant
  }
}

extension TestDeclaration.Outcome {
  fileprivate var outcome: ExpectedRequest.Outcome {
    switch self {
    case .allow: .allow
    case .deny(let reason): .deny(reason)
    }
  }
}

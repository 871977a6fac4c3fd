import BittingCompiler
import BittingRuntime
import Diagnostics
import KeyModel
import PolicyTesting
import RepositorySupport
import TestSupport
import Testing

/// What is possible, and what was seen, against counting by hand.
@Suite struct CoverageTests {
  private let repositories = 8

  /// Every key of random repositories asks along every route, at every instant at which something begins or ends, from
  /// inside and outside its networks, for its own tenant and another's.
  @Test func possibleIsWhatSomeRequestOfAKeyComesTo() throws {
    var random = SeededGenerator(printing: "cells")
    for _ in 0..<repositories {
      var stage = try RandomStage(using: &random)
      for service in stage.catalog.services.map(\.name) {
        for environment in RandomStage.environments {
          let gate = try stage.gate(service, environment, at: .earliest, &random)
          let met = try meet(&stage, service, environment, &random)
          let possible = PossibleCells.of(gate)
          #expect(possible == met, "\(possible.symmetricDifference(met)) in \(stage.repository.files)")
        }
      }
    }
  }

  private func meet(
    _ stage: inout RandomStage, _ service: Name, _ environment: EnvironmentName, _ random: inout SeededGenerator
  ) throws -> Set<CoverageCell> {
    var cells: Set<CoverageCell> = []
    let keys = stage.catalog.keys.filter { $0.environment == environment }
    for instant in instants(of: keys) {
      let gate = try stage.gate(service, environment, at: instant, &random)
      let moment = Moment(utc: instant, steady: 0)
      let routes = stage.catalog.routes.filter { $0.service == service }
      for key in keys {
        guard let secret = key.declaration.secret(forTestAt: instant) else { continue }
        // A key that has nothing to do with the service is not in its bundle.
        guard let token = stage.tokens[secret.digest.value] else { continue }
        for (path, from) in paths(of: routes).flatMap({ path in addresses.map { (path, $0) } }) {
          let decision = gate.authorize(
            .token(token.span), .route(method: path.method.utf8.span, path: path.path.utf8.span), from: from,
            at: moment)
          guard decision.reason != .unknown, decision.reason != .malformed else { continue }
          let template = Text(copying: decision.facts.template)
          cells.insert(
            CoverageCell(
              service: service, route: try #require(template), type: Text(copying: decision.facts.type),
              denial: decision.reason))
        }
      }
    }
    // Anybody may go a public route, also where there is no key that could try.
    let open = stage.catalog.routes.filter { $0.service == service && $0.scope == nil }
    return cells.union(
      open.map { CoverageCell(service: service, route: Text($0.template.description), type: nil, denial: nil) })
  }

  private var addresses: [Address?] { [nil, Address("203.0.113.9")] }

  /// All instants at which something begins or ends, one before all, and one after.
  private func instants(of keys: [Catalog.Key]) -> Set<Instant> {
    Set(
      keys.flatMap { key in
        let declared = key.declaration
        return declared.secrets.flatMap { [$0.created.value, $0.expires.value] }
          + [declared.notBefore?.value, declared.expires?.value].compactMap(\.self)
      } + [.earliest, Instant(seconds: RandomRepository.start + 400 * 86_400)])
  }

  private func paths(of routes: [Catalog.Route]) -> [(method: String, path: String)] {
    routes.flatMap { route in
      ["acme", "zen", "another"].map { tenant in
        let segments = route.template.segments.map { segment in
          switch segment {
          case .literal(let text): text.string
          case .tenant: tenant
          case .parameter: "anything"
          }
        }
        return (route.template.method.string, "/" + segments.joined(separator: "/"))
      }
    }
  }

  @Test(arguments: [
    ("client", "GET /t/{tenant}/a", "allow expired not-yet-valid tenant"),
    ("client", "GET /t/acme/b", "allow expired not-yet-valid"),
    ("never", "GET /t/{tenant}/a", "expired not-yet-valid"),
    ("bait", "GET /t/{tenant}/a", "decoy"),
    ("nobody", "GET /t/{tenant}/a", "disabled"),
    ("bound", "GET /t/{tenant}/a", "allow expired network not-yet-valid"),
    ("bound", "PUT /t/{tenant}/a/{id}", "expired network not-yet-valid scope"),
    ("client", "GET /status", ""),
    ("", "GET /status", "allow"),
    ("", "GET /t/acme/b", ""),
  ])
  func possibleIsWhatTheTypeSays(type: String, route: String, outcomes: String) throws {
    let cells = PossibleCells.of(try SmallShop().gate).filter {
      ($0.type ?? Text("")) == Text(type) && $0.route == Text(route)
    }
    #expect(cells.map { $0.denial?.description ?? "allow" }.sorted().joined(separator: " ") == outcomes)
  }

  @Test func countsEachCellOnce() throws {
    var random = SeededGenerator(printing: "seen cells")
    for _ in 0..<repositories {
      let (coverage, report, possible, _) = try randomRun(&random)
      let requests = report.results.flatMap { result in
        result.requests.map { (result.test.stage.service, $0) }
      }
      let seen = possible.filter { cell in
        requests.contains { service, request in
          service == cell.service && request.route == cell.route && request.type == cell.type
            && request.denial == cell.denial
        }
      }
      #expect(coverage.possible == possible.count)
      #expect(coverage.seen == seen.count)
      let percent = try #require(coverage.percent)
      #expect(percent * possible.count <= seen.count * 100 && seen.count * 100 < (percent + 1) * possible.count)
      #expect((percent == 100) == (seen.count == possible.count))
    }
  }

  /// Random tests over both services of one random repository.
  private func randomRun(
    _ random: inout SeededGenerator
  ) throws -> (PolicyCoverage, PolicyTestReport, Set<CoverageCell>, SourceSet) {
    var stage = try RandomStage(using: &random)
    let live = try #require(EnvironmentName("live"))
    var (possible, results): (Set<CoverageCell>, [PolicyTestResult]) = ([], [])
    for service in stage.catalog.services.map(\.name) {
      let place = TestStage(
        service: service, environment: live,
        at: Instant(seconds: RandomRepository.start + Int64.random(in: 0..<12, using: &random) * 86_400))
      let gate = try stage.gate(service, live, at: place.at, &random)
      possible.formUnion(PossibleCells.of(gate))
      let paths = paths(of: stage.catalog.routes.filter { $0.service == service })
      for token in stage.standIns {
        let test = SampleTest.test(
          on: place, token: token, asking: paths.shuffled(using: &random).prefix(5).map { ("\($0) \($1)", .allow) })
        results.append(PolicyTestRun(on: gate, place).result(of: test))
      }
    }
    let report = PolicyTestReport(results)
    let routes = stage.catalog.routes.map {
      PolicyCoverage.Route(service: $0.service, template: $0.template, place: $0.declaration.template.span)
    }
    return (
      PolicyCoverage(possible: possible, seenBy: report, on: routes), report, possible, stage.catalog.sources
    )
  }

  /// The numbers of an LCOV file, added up as a reader would.
  @Test func lcovSaysTheSame() throws {
    var random = SeededGenerator(printing: "LCOV")
    for _ in 0..<repositories {
      let (coverage, _, _, sources) = try randomRun(&random)
      let lines = coverage.lcov(of: sources).split(separator: "\n")
      func values(_ name: String) -> [Substring] {
        lines.filter { $0.hasPrefix("\(name):") }.map { $0.dropFirst(name.utf8.count + 1) }
      }
      func sum(_ name: String) -> Int { values(name).compactMap { Int($0) }.reduce(0, +) }
      let branches = values("BRDA").map { $0.split(separator: ",") }
      #expect(branches.count == coverage.possible && sum("BRF") == coverage.possible)
      #expect(branches.count { $0[3] != "0" && $0[3] != "-" } == coverage.seen && sum("BRH") == coverage.seen)
      #expect(Set(branches.map { $0.prefix(3) }).count == branches.count)
      #expect(values("DA").count == sum("LF") && values("DA").count { !$0.hasSuffix(",0") } == sum("LH"))
      guard Program.areInstalled("lcov") else { continue }
      let folder = try TemporaryFolder()
      try folder.write(Array(coverage.lcov(of: sources).utf8), to: "policy.info")
      let read = try Program.run("lcov", ["--summary", "policy.info", "--rc", "lcov_branch_coverage=1"], in: folder)
      let told = String(decoding: read.output, as: UTF8.self) + read.errors
      #expect(told.contains("(\(coverage.seen) of \(coverage.possible) branches)"), "\(told)")
    }
  }
}

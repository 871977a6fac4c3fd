import BittingCompiler
import BittingRuntime
import KeyModel
import PolicyTesting
import RepositorySupport
import Sodium
import TestSupport
import Testing

/// A repository made up at random, with routes, and the bundles that are rehearsed of it.
struct RandomStage {
  let repository: RandomRepository
  let catalog: Catalog
  private(set) var tokens = RehearsalTokens()

  init(using random: inout SeededGenerator) throws {
    let start = Instant(seconds: RandomRepository.start)
    let base = RandomRepository(using: &random)
    let bare = Checker.check(base.tree, at: start).uncheckedCatalog
    repository = RandomRepository(base, routes: RandomRoutes.yaml(for: bare, using: &random))
    catalog = try #require(Checker.check(repository.tree, at: start).checkedCatalog).catalog
  }

  /// The gate of a rehearsed bundle.
  mutating func gate(
    _ service: Name, _ environment: EnvironmentName, at issued: Instant, _ random: inout SeededGenerator
  ) throws -> Gate {
    let rehearsal = try Rehearsal(
      of: catalog, service: service, environment: environment, issued: issued, tokens: &tokens, using: &random)
    let bundle = RehearsedBundle(file: rehearsal.file, identity: rehearsal.identity, signer: rehearsal.signer)
    return try bundle.open(on: TestStage(service: service, environment: environment, at: issued))
  }

  /// What stands in for the repository's own tokens.
  var standIns: [[UInt8]] {
    repository.tokens.compactMap { token in
      TokenDigest(bytes: SHA256.hash(token.span).span).flatMap { tokens[$0] }
    }
  }

  static let environments = ["test", "live"].compactMap { EnvironmentName($0) }
}

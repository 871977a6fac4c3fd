import BittingCompiler
import BundleWriting
import Diagnostics
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// What is sealed is packed on several threads; what is reviewed and tested is not, and has to be the same.
@Suite struct PackedContentTests {
  private let now = Instant(seconds: RandomRepository.start)

  @Test func givesThePayloadOfTheContent() throws {
    var random = SeededGenerator(printing: "packed repositories")
    var bundles = 0
    for _ in 0..<60 {
      let base = RandomRepository(using: &random)
      let bare = Checker.check(base.tree, at: now).uncheckedCatalog
      let repository = RandomRepository(base, routes: RandomRoutes.yaml(for: bare, using: &random))
      let checked = Checker.check(repository.tree, at: now)
      let catalog = try #require(checked.checkedCatalog, "\(checked.findings.map(\.message))")
      bundles += try compare(catalog)
      bundles += try compare(try #require(withChangedKeys(catalog.catalog, using: &random).checkedCatalog))
    }
    #expect(bundles > 100)
  }

  /// How many bundles there were to compare.
  private func compare(_ catalog: CheckedCatalog) throws -> Int {
    let targets = catalog.targets
    let expected = try targets.map { target in
      try PayloadEncoder.encode(
        try #require(BundleAssembler.content(of: catalog, service: target.service, environment: target.environment)))
    }
    // With one worker there is one part, with more there are parts of a few keys, and parts that a bundle has none of.
    for (workers, part) in [(1, 1), (2, 1), (3, 2), (8, 1), (8, 8_192)] {
      let packed = BundleAssembler.packedContents(
        of: catalog, for: targets, on: Workers(workers), inPartsOf: part)
      #expect(try packed.map { try PayloadEncoder.encode(try #require($0)) } == expected)
    }
    return targets.count
  }

  /// The same, some of whose keys lie in no table, because they have been changed since they were read.
  private func withChangedKeys(_ catalog: Catalog, using random: inout SeededGenerator) -> CheckedRepository {
    var declarations = catalog.declarations
    for place in declarations.keys.indices where random.chance(1, of: 2) {
      declarations.keys[place].owner = declarations.keys[place].owner
    }
    return Checker.check(declarations, insteadOf: catalog, at: now)
  }
}

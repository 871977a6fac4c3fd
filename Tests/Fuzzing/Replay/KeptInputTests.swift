import Foundation
import FuzzTargets
import TestSupport
import Testing

/// The inputs that fuzzing found worth keeping, and those that once broke something, whose names begin with `found-`.
struct KeptInputTests {
  private static let corpora = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpora")

  /// A target by its name, so that a test is called so.
  struct Target: CustomTestStringConvertible {
    let target: any FuzzTarget
    var testDescription: String { target.name }
  }

  private static let targets = FuzzTargets.all.map(Target.init)

  @Test(arguments: targets) func holdsForEveryKeptInput(_ sample: Target) throws {
    let folder = Self.corpora.appending(path: sample.target.name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count > 2)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      do {
        try sample.target.run(bytes.span)
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  @Test(arguments: targets) func holdsForInputsThatAnyTargetMightGet(_ sample: Target) throws {
    for input in [[], [0], [0x0A], Array(repeating: 0xFF, count: 300), Array("=== keys/a.yaml\n".utf8)] as [[UInt8]] {
      #expect(throws: Never.self) { try sample.target.run(input.span) }
    }
  }

  /// A mutator may make anything of an input, but must come to an end and never leave it.
  @Test(arguments: targets) func changesAnyInput(_ sample: Target) throws {
    guard let mutator = sample.target.mutator else { return }
    let folder = Self.corpora.appending(path: sample.target.name)
    var random = SeededGenerator(printing: "changes to inputs of \(sample.target.name)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names.prefix(50) {
      var input = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      for _ in 0..<20 { input = Array(mutator.mutated(input, using: &random).prefix(20_000)) }
    }
    for _ in 0..<50 { _ = mutator.mutated([], using: &random) }
  }

  @Test func hasAFolderForEachTarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
    #expect(folders.sorted() == FuzzTargets.all.map(\.name).sorted())
  }
}

import BittingCompiler
import Diagnostics
import TestSupport
import Testing

/// What a check says never depends on how many threads share it, nor on the order in which files were found.
@Suite struct WorkerTests {
  @Test(arguments: [2, 3, 8])
  func severalThreadsFindWhatOneFinds(_ count: Int) throws {
    let base = try CaseFile("base.case")
    var generator = SeededGenerator(printing: "the order of files")
    let tree = base.tree(with: WorkerTests.files)
    let shuffled = RepositoryTree(
      entries: tree.entries.shuffled(using: &generator), presentFolders: tree.presentFolders)
    let alone = Checker.check(tree, at: base.now, on: Workers(1))
    let shared = Checker.check(shuffled, at: base.now, on: Workers(count))
    #expect(alone.findings.count > 3_000)
    #expect(alone.findings == shared.findings)
    #expect(alone.sources.files.map(\.path) == shared.sources.files.map(\.path))
    #expect(alone.uncheckedCatalog.keys.map(\.id) == shared.uncheckedCatalog.keys.map(\.id))
  }

  @Test func everyNumberIsWorkedOnOnce() {
    for (threads, count) in [(1, 0), (1, 5), (8, 0), (8, 1), (8, 3), (8, 1_000), (0, 2)] {
      #expect(Workers(threads).map(count) { $0 * 2 } == (0..<count).map { $0 * 2 })
    }
  }

  /// Enough keys to be shared, a mistake of one rule or another in nearly each, and files that cannot be read.
  private static var files: [String: String] {
    var files = ["keys/odd.yaml": "key: [\n", "policies/second.yaml": "project: { name: other }\nlevels: [read]\n"]
    for file in 0..<60 {
      files["keys/\(file % 7)/\(file).yaml"] = (0..<40).map { key(file * 40 + $0) }.joined(separator: "---\n")
    }
    return files
  }

  private static func key(_ number: Int) -> String {
    """
    # \(String(repeating: "a remark that fills a line of the file, ", count: 3))
    key: shared-\(number)
    type: \(["client", "partner", "internal", "nothing"][number % 4])
    environment: \(number % 5 == 0 ? "test" : "live")
    owner: all@shop.example
    purpose: one of \(number % 100)
    tenant: \(number % 9 == 0 ? "\"*\"" : "t\(number % 10)")
    scopes: [\(["orders:write", "\"*:read\", orders:read", "webhooks:admin", "orders:reed"][number / 4 % 4])]
    \(number % 11 == 0 ? "burts: 5" : "burst: 5")
    secrets:
      - handle: h\(1_000_000 + number % 1_500)
        sha256: \(String(repeating: "0", count: 60))\(1_000 + number % 2_000)
        created: 2026-09-01
        expires: 2026-\(number % 3 == 0 ? "10" : "12")-05

    """
  }
}

import BittingCompiler
import KeyModel
import TestSupport
import Testing

@Suite struct RotationTests {
  private static let one =
    "handle: M7eeVs69, sha256: 67d3b349b300d38079b154a6fab1f241f8ef04b6b20a1eb22140db7df6fca1c3, "
    + "created: 2026-09-08T10:00:00Z, expires: "
  private static let block = one.replacing(", ", with: "\n    ")

  private static func rotate(
    _ repository: EditableRepository, grace: String? = nil, seed: UInt64 = 11
  ) throws -> Rotations {
    var generator = SeededGenerator(seed: seed)
    return try repository.rotate(
      [try #require(KeyID("till"))], grace: grace.flatMap { TimeSpan($0) }, using: &generator)
  }

  /// Ways to write the same secret; each keeps all of its lines but the one that ends it.
  @Test(arguments: [
    "secrets:\n  - \(block)2026-12-06T10:00:00Z\n",
    "secrets:\n- \(block.replacing("\n    ", with: "\n  "))2026-12-06T10:00:00Z\n",
    "secrets:\n  - \(block)2026-12-06T10:00:00Z",
    "secrets:\n  - \(block)'2026-12-06T10:00:00Z'  # why\n\n# behind\n",
    "secrets:\n  - { \(one)2026-12-06 }\n",
    "secrets: [{ \(one)2026-12-06T10:00:00Z }]\n",
    "# before\nsecrets:   # beside\n  # above\n  - \(block)2026-12-06T10:00:00Z\n  # below\nlabels: { a: b }\n",
  ])
  func changesOnlyWhatItMust(secrets: String) throws {
    let repository = SmallShop.withKey(secrets)
    let rotations = try Self.rotate(repository)
    let edit = try #require(rotations.edits.first)
    let before = (SmallShop.till + secrets).split(separator: "\n", omittingEmptySubsequences: false)
    let after = edit.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(before.difference(from: after).insertions.count <= 1, "\(edit.text)")
    let key = try #require(SmallShop.with(["keys/till.yaml": edit.text]).catalog.keys.first)
    #expect(
      key.declaration.secrets.map(\.expires.value.description) == ["2026-11-27T12:00:00Z", "2027-02-18T12:00:00Z"])
    #expect(key.declaration.secrets.last?.digest.value == rotations.rotations.first?.secret.digest)
  }

  @Test(arguments: ["", "secrets: []\n", "secrets:\n", "secrets: []   # none yet\nlabels: { a: b }\n"])
  func givesAKeyItsFirstSecret(secrets: String) throws {
    let rotations = try Self.rotate(SmallShop.withKey(secrets))
    let edit = try #require(rotations.edits.first)
    let key = try #require(SmallShop.with(["keys/till.yaml": edit.text]).catalog.keys.first)
    #expect(key.declaration.secrets.map(\.digest.value) == rotations.rotations.map(\.secret.digest))
  }

  @Test func keepsWindowsLineEndings() throws {
    let text = (SmallShop.till + "secrets:\n  - \(Self.block)2026-12-06T10:00:00Z\n").replacing("\n", with: "\r\n")
    let edit = try #require(try Self.rotate(SmallShop.with(["keys/till.yaml": text])).edits.first)
    #expect(edit.text.replacing("\r\n", with: "").utf8.allSatisfy { $0 != 0x0A && $0 != 0x0D })
  }

  @Test(arguments: [
    ("0", "2026-12-06T10:00:00Z", "2026-11-20T12:00:00Z"), ("1h", "2026-12-06T10:00:00Z", "2026-11-20T13:00:00Z"),
    ("7d", "2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z"), ("7d", "2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z"),
    ("7d", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"),
  ])
  func neverGivesAnOldSecretALaterEnd(grace: String, before: String, after: String) throws {
    let repository = SmallShop.withKey("secrets:\n  - \(Self.block)\(before)\n")
    let edit = try #require(try Self.rotate(repository, grace: grace).edits.first)
    let key = try #require(SmallShop.with(["keys/till.yaml": edit.text]).catalog.keys.first)
    #expect(key.declaration.secrets.first?.expires.value.description == after)
  }

  @Test func refusesMoreGraceThanTheTypeAllows() {
    #expect(throws: EditFailure.self) { try Self.rotate(SmallShop.withKey(""), grace: "8d") }
  }

  @Test(arguments: ["decoy: true\n", "expires: 2026-11-20\n"])
  func refusesKeysThatNoSecretHelps(rest: String) {
    #expect(throws: EditFailure.self) { try Self.rotate(SmallShop.withKey(rest)) }
  }

  @Test(arguments: [
    ("2026-12-04T12:00:00Z", "", true), ("2026-12-04T12:00:01Z", "", false), ("2026-11-01T00:00:00Z", "", true),
    ("2026-12-01T00:00:00Z", "disabled: why\n", false), ("2026-12-01T00:00:00Z", "decoy: true\n", false),
    ("2026-12-01T00:00:00Z", "expires: 2026-12-01\n", false), ("2026-12-01T00:00:00Z", "expires: 2026-12-02\n", true),
    ("2026-11-01T00:00:00Z", "expires: 2026-11-20\n", false),
  ])
  func isDueWithinTheReminder(end: String, rest: String, isDue: Bool) {
    let repository = SmallShop.withKey("\(rest)secrets:\n  - \(Self.block)\(end)\n")
    #expect(repository.keysDueForRotation.map(\.description) == (isDue ? ["till"] : []))
  }

  /// Many keys of one file, in any order: each gets its own secret, and every other line stays.
  @Test func rotatesManyKeysOfOneFile() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let names = (0..<12).map { "key-\($0)" }
    let text = names.map { SmallShop.till.replacing("till", with: $0) }.joined(separator: "---\n")
    let repository = SmallShop.with(["keys/all.yaml": text])
    let ids = names.shuffled(using: &generator).compactMap { KeyID($0) }
    let rotations = try repository.rotate(ids, grace: nil, using: &generator)
    let edit = try #require(rotations.edits.first)
    #expect(rotations.edits.count == 1, "seed \(seed)")
    let keys = SmallShop.with(["keys/all.yaml": edit.text]).catalog.keys
    for rotation in rotations.rotations {
      let key = keys.first { $0.id == rotation.key }
      #expect(key?.declaration.secrets.map(\.digest.value) == [rotation.secret.digest], "seed \(seed)")
    }
    let kept = edit.text.split(separator: "\n").filter { line in
      !["secrets:", "  - handle:", "    sha256:", "    created:", "    expires:"].contains { line.hasPrefix($0) }
    }
    #expect(kept == text.split(separator: "\n"), "seed \(seed)")
  }
}

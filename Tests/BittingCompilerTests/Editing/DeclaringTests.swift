import BittingCompiler
import Diagnostics
import KeyModel
import TestSupport
import Testing

@Suite struct DeclaringTests {
  @Test func sameGeneratorDeclaresSameBytes() throws {
    var (one, other) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
    let repository = SmallShop.with([:])
    let first = try repository.declare(try SmallShop.draft, using: &one)
    let second = try repository.declare(try SmallShop.draft, using: &other)
    #expect(first.edit.after == second.edit.after)
    #expect(first.secret.token.exposedBytes == second.secret.token.exposedBytes)
  }

  @Test func declarationHoldsDigestAndNotToken() throws {
    var generator = SeededGenerator(seed: 1)
    let declared = try SmallShop.with([:]).declare(try SmallShop.draft, using: &generator)
    #expect(declared.edit.text.contains(TokenDigest(token: declared.secret.token.exposedBytes.span).description))
    let secretPart = String(decoding: declared.secret.token.exposedBytes.suffix(32), as: UTF8.self)
    #expect(!declared.edit.text.contains(secretPart))
    #expect(!"\(declared.secret)".contains(secretPart))
    #expect(TokenRedactor.ranges(in: declared.edit.after.span).isEmpty)
  }

  @Test(
    arguments: [
      (nil, ""),
      (".bitting/schema/keys.json", "# yaml-language-server: $schema=../../.bitting/schema/keys.json\n"),
    ] as [(String?, String)])
  func firstLineTellsEditorsTheSchemaThatIsThere(schema: String?, expected: String) throws {
    var generator = SeededGenerator(seed: 4)
    var draft = try SmallShop.draft
    draft.schema = schema
    let edit = try SmallShop.with([:]).declare(draft, using: &generator).edit
    #expect(edit.text.hasPrefix("\(expected)key: pickup\n"))
    let repository = SmallShop.with([edit.path: edit.text])
    let rotated = try repository.rotate([draft.id], grace: nil, using: &generator)
    #expect(rotated.edits.first?.text.hasPrefix("\(expected)key: pickup\n") == true)
  }

  @Test(arguments: [
    (nil, "2027-02-18T12:00:00Z"), ("2026-12-01", "2026-12-01T00:00:00Z"), ("2028-01-01", "2027-02-18T12:00:00Z"),
  ])
  func secretEndsWithItsLifetimeOrItsKey(keyEnd: String?, expected: String) throws {
    var generator = SeededGenerator(seed: 2)
    var draft = try SmallShop.draft
    draft.expires = keyEnd.flatMap { Instant($0) }
    let declared = try SmallShop.with([:]).declare(draft, using: &generator)
    #expect(declared.secret.expires.description == expected)
  }

  /// Whatever is typed as a purpose is what the declaration says, or nothing is declared.
  @Test(arguments: [
    "plain", "it's", "a: b", "# no comment", "- dash", "*star", "&and", "!bang", "%", "@at", "`tick`", "\"quoted\"",
    "back\\slash", "two\nlines", "tab\tbed", "null", "true", "2026", "~", "ends:", "[brackets]", "{braces}", "ünï",
    "a #b", "? q", "| pipe", "> fold", "--- x", "...", "=", "<<", " leading", "trailing ",
  ])
  func declaresEveryPurposeAsTyped(purpose: String) throws {
    var generator = SeededGenerator(seed: 3)
    var draft = try SmallShop.draft
    draft.purpose = Text(purpose)
    let declared = try SmallShop.with([:]).declare(draft, using: &generator)
    let tree = SmallShop.with(["keys/a.yaml": declared.edit.text])
    #expect(tree.catalog.keys.map(\.declaration.purpose?.value) == [Text(purpose)])
  }

  @Test func refusesHiddenCharacters() throws {
    var generator = SeededGenerator(seed: 3)
    var draft = try SmallShop.draft
    draft.purpose = Text("for you\u{202E}")
    #expect(throws: EditFailure.self) { try SmallShop.with([:]).declare(draft, using: &generator) }
  }

  @Test func refusesErrorsThatItWouldBring() throws {
    var generator = SeededGenerator(seed: 4)
    var draft = try SmallShop.draft
    draft.scopes = [try #require(ScopePattern("orders:write"))]
    let failure = #expect(throws: EditFailure.self) { try SmallShop.with([:]).declare(draft, using: &generator) }
    guard case .addsErrors(let errors) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(errors.findings.map(\.rule) == ["grant-above-ceiling"])
  }

  @Test func toleratesErrorsThatWereThereBefore() throws {
    var generator = SeededGenerator(seed: 5)
    let repository = SmallShop.with(["keys/a.yaml": "key: broken\n"])
    #expect(repository.checked.checkedCatalog == nil)
    _ = try repository.declare(try SmallShop.draft, using: &generator)
  }
}

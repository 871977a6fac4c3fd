import BittingCompiler
import KeyModel
import TestSupport
import Testing

@Suite struct RevocationTests {
  private static let reason = Text("seen in a public gist")

  /// A key with three secrets, made here so that their tokens are known.
  private func keyWithSecrets(seed: UInt64) throws -> (EditableRepository, [NewSecret]) {
    var generator = SeededGenerator(seed: seed)
    var text = SmallShop.till
    var secrets: [NewSecret] = []
    for _ in 0..<3 {
      let rotations = try SmallShop.with(["keys/till.yaml": text]).rotate(
        [try #require(KeyID("till"))], grace: nil, using: &generator)
      text = try #require(rotations.edits.first).text
      secrets += rotations.rotations.map(\.secret)
    }
    return (SmallShop.with(["keys/till.yaml": text]), secrets)
  }

  @Test func revokedSecretMovesFromItsKeyToATombstone() throws {
    let (repository, secrets) = try keyWithSecrets(seed: 21)
    let handle = secrets[1].token.handle.description
    let revocation = try repository.revoke(try repository.secrets(named: handle), reason: Self.reason)
    let after = edited(revocation)
    #expect(after.catalog.tombstones.map(\.digest.value) == [secrets[1].digest])
    #expect(after.catalog.tombstones.map(\.reason.value) == [Self.reason])
    let left = after.catalog.keys.first?.declaration.secrets.map(\.digest.value)
    #expect(left == [secrets[0].digest, secrets[2].digest])
  }

  /// Whatever is written before a crash, the secret is revoked: its tombstone comes first.
  @Test func writesTombstonesFirst() throws {
    let (repository, secrets) = try keyWithSecrets(seed: 22)
    let revocation = try repository.revoke(try repository.secrets(named: "till"), reason: Self.reason)
    #expect(revocation.edits.map { $0.before == nil } == [true, true, true, false])
    #expect(revocation.tombstones.map(\.digest) == secrets.map(\.digest))
    #expect(edited(revocation).catalog.keys.first?.declaration.secrets.isEmpty == true)
    #expect(revocation.edits.last?.text.contains("secrets: []\n") == true)
  }

  @Test func revokingAgainChangesNothing() throws {
    let (repository, _) = try keyWithSecrets(seed: 23)
    let after = edited(try repository.revoke(try repository.secrets(named: "till"), reason: Self.reason))
    let found = try after.secrets(named: "till")
    #expect(found.declared.isEmpty && found.revoked.count == 3)
    #expect(try after.revoke(found, reason: Self.reason).edits.isEmpty)
  }

  @Test func takesOutASecretThatCameBack() throws {
    let (repository, secrets) = try keyWithSecrets(seed: 24)
    let revocation = try repository.revoke(
      try repository.secrets(named: secrets[0].token.handle.description), reason: Self.reason)
    // The key's file is not written: the crash, or the revert, that brings the secret back.
    let tombstone = try #require(revocation.edits.first)
    let key = try #require(revocation.edits.last?.before)
    let returned = SmallShop.with([
      tombstone.path: tombstone.text, "keys/till.yaml": String(decoding: key, as: UTF8.self),
    ])
    let again = try returned.revoke(
      try returned.secrets(named: secrets[0].token.handle.description), reason: Self.reason)
    #expect(again.edits.map(\.path) == ["keys/till.yaml"])
    #expect(again.tombstones.isEmpty)
  }

  @Test(arguments: [
    "%", "%\n", "SHOP_TILL_KEY=%\n", "export KEY='%'", "KEY=\"%\"\r\n", "Authorization: Bearer %\r\n",
    "{\"key\":\"%\"}",
  ])
  func findsATokenWhereverItLeaked(text: String) throws {
    let (repository, secrets) = try keyWithSecrets(seed: 25)
    let token = String(decoding: secrets[1].token.exposedBytes, as: UTF8.self)
    let found = repository.secrets(leakedIn: text.replacing("%", with: token).utf8.span)
    #expect(found.declared.map(\.digest) == [secrets[1].digest])
  }

  @Test(
    arguments: ["%", "%\n", "OLD_KEY=%\n", "export KEY='%'", "X-API-Key: %\r\n"], ["0ld~token==", "plain", "a=b=c"])
  func findsATokenFromElsewhere(text: String, token: String) throws {
    let digest = TokenDigest(token: token.utf8.span)
    let repository = SmallShop.withKey(
      "secrets:\n  - sha256: \(digest)\n    created: 2026-09-08\n    expires: 2026-12-06\n")
    let found = repository.secrets(leakedIn: text.replacing("%", with: token).utf8.span)
    #expect(found.declared.map(\.digest) == [digest])
    let revocation = try repository.revoke(found, reason: Self.reason)
    #expect(revocation.edits.first?.text.hasPrefix("revoked: sha256\n") == true)
  }

  @Test func findsNothingInOtherText() throws {
    let (repository, secrets) = try keyWithSecrets(seed: 26)
    var forged = secrets[0].token.exposedBytes
    forged[20] = forged[20] == 0x41 ? 0x42 : 0x41
    for text in [[], [0x0A], Array("hello".utf8), forged, Array(secrets[0].digest.description.utf8)] {
      #expect(repository.secrets(leakedIn: text.span).isEmpty)
    }
  }

  @Test func revokesThoughOtherFilesAreBroken() throws {
    let (repository, secrets) = try keyWithSecrets(seed: 27)
    let revocation = try repository.revoke(try repository.secrets(named: "till"), reason: Self.reason)
    let text = String(decoding: try #require(revocation.edits.last?.before), as: UTF8.self)
    let broken = SmallShop.with(["keys/till.yaml": text, "keys/broken.yaml": "[", "policies/more.yaml": "x: 1"])
    let found = try broken.secrets(named: secrets[0].token.handle.description)
    #expect(try broken.revoke(found, reason: Self.reason).edits.count == 2)
  }

  private func edited(_ revocation: Revocation) -> EditableRepository {
    SmallShop.with(Dictionary(uniqueKeysWithValues: revocation.edits.map { ($0.path, $0.text) }))
  }
}

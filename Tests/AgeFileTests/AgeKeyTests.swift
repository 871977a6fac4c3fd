import AgeFile
import AgeWriting
import Foundation
import Sodium
import TestSupport
import Testing

/// The recipient of ``identityText``, as `age-keygen -y` gives it.
private let recipientText = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"
/// From the vectors, where it opens most of the files.
private let identityText = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

@Suite struct AgeKeyTests {
  private func identity(_ text: String) throws(AgeKeyFailure) -> AgeIdentity {
    let bytes = Array(text.utf8)
    return try AgeIdentity(bytes.span)
  }

  @Test func keysSpellThemselvesAsTheyWereRead() throws {
    let identity = try identity(identityText)
    #expect("\(identity.recipient)" == recipientText)
    #expect(identity.text.withBytes { $0.array } == Array(identityText.utf8))
    #expect(try AgeRecipient(recipientText) == identity.recipient)
  }

  @Test func randomKeysSpellThemselves() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let generated = AgeIdentity.generate(using: &generator)
      let text = generated.text.withBytes { String(decoding: $0.array, as: UTF8.self) }
      #expect(try identity(text).recipient == generated.recipient, "seed \(seed)")
      #expect(try AgeRecipient("\(generated.recipient)") == generated.recipient, "seed \(seed)")
    }
  }

  @Test func aKeyOfTheOtherKindIsSaidToBe() throws {
    #expect(throws: AgeKeyFailure.otherKind) { try AgeRecipient(identityText) }
    #expect(throws: AgeKeyFailure.otherKind) { try identity(recipientText) }
  }

  @Test(arguments: [
    "", "age", "age1", "1", recipientText.uppercased(), "A" + recipientText.dropFirst(), recipientText + " ",
    " " + recipientText, recipientText + "\n", String(recipientText.dropLast()), recipientText + "q",
    "age1pq" + recipientText.dropFirst(4), recipientText.replacingOccurrences(of: "age1", with: "agf1"),
  ])
  func recipientIsRefused(text: String) {
    #expect(throws: AgeKeyFailure.malformed) { try AgeRecipient(text) }
  }

  @Test func noSingleWrongCharacterPasses() throws {
    for (kind, text) in [("recipient", recipientText), ("identity", identityText)] {
      for position in text.utf8.indices {
        for replacement in "qQlL0123ACZacz-_ " where text[position] != replacement {
          let wrong = text.replacingCharacters(in: position...position, with: String(replacement))
          #expect(throws: AgeKeyFailure.malformed) {
            if kind == "recipient" { _ = try AgeRecipient(wrong) } else { _ = try identity(wrong) }
          }
        }
      }
    }
  }

  /// A Bech32 text of 32 bytes has four bits to spare; they are zero, or one key would have sixteen texts.
  @Test func spareBitsAreZero() throws {
    let accepted = "023456789acdefghjklmnpqrstuvwxyz".filter { lastGroup in
      let body = String(recipientText.dropLast(7)) + String(lastGroup)
      return "023456789acdefghjklmnpqrstuvwxyz".contains { first in
        (try? AgeRecipient(body + String(first) + recipientText.suffix(5))) != nil
      }
    }
    #expect(accepted == String(recipientText.dropLast(6).suffix(1)))
  }

  @Test func identitiesPrintNothing() throws {
    let identity = try identity(identityText)
    #expect("\(identity)" == "<redacted>")
    var dumped = ""
    dump(identity, to: &dumped)
    #expect(!dumped.contains("AGE-SECRET"))
    #expect("\([identity])" == "[<redacted>]")
  }

  @Test(arguments: [
    ("KEY", 1), ("KEY\n", 1), ("# a\n\n#b\nKEY\n\nKEY\n", 2), ("KEY\r\n", 1), ("\r\nKEY", 1),
  ])
  func fileGivesItsIdentities(pattern: String, count: Int) throws {
    let bytes = Array(pattern.replacingOccurrences(of: "KEY", with: identityText).utf8)
    #expect(try AgeIdentityFile(parsing: bytes.span).identities.count == count)
  }

  struct Refused: Sendable {
    let pattern: String
    let failure: AgeIdentityFile.Failure
  }

  @Test(arguments: [
    Refused(pattern: "", failure: .noIdentity),
    Refused(pattern: "# only\n", failure: .noIdentity),
    Refused(pattern: "\n\n", failure: .noIdentity),
    Refused(pattern: " KEY", failure: .malformed(line: 1)),
    Refused(pattern: "KEY \n", failure: .malformed(line: 1)),
    Refused(pattern: "KEY\r\r\n", failure: .malformed(line: 1)),
    Refused(pattern: "# a\nKEY\nnonsense\n", failure: .malformed(line: 3)),
    Refused(pattern: "\nRECIPIENT", failure: .malformed(line: 2)),
    Refused(pattern: String(repeating: "#", count: 65_537), failure: .tooLarge),
  ])
  func fileIsRefused(refused: Refused) {
    let text = refused.pattern.replacingOccurrences(of: "KEY", with: identityText)
    let bytes = Array(text.replacingOccurrences(of: "RECIPIENT", with: recipientText).utf8)
    #expect(throws: refused.failure) { try AgeIdentityFile(parsing: bytes.span) }
  }
}

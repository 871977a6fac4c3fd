import Testing

@testable import Diagnostics

@Suite struct LineHashesTests {
  /// Files and the hashes of their lines as github/codeql-action, fingerprints.test.ts, has them.
  @Test(
    arguments: [
      ("", ["c129715d7a2bc9a3:1"]),
      (
        " a\nb\n  \t\tc\n d",
        ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
      ),
      (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", greetings),
      (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", greetings),
      (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", greetings),
      (
        String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10),
        [
          "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
          "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
          "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
        ]
      ),
    ] as [(String, [String])])
  func agreesWithTheUploadOfGitHub(_ text: String, _ expected: [String]) {
    let hashes = LineHashes(text)
    #expect((1...expected.count).map { hashes.fingerprint(of: $0) } == expected)
    #expect(hashes.fingerprint(of: expected.count + 1) == nil)
    #expect(hashes.fingerprint(of: 0) == nil)
  }

  static let greetings = [
    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
  ]

  @Test func staysWhenLinesAreAddedAbove() {
    let text = "key: acme\ntype: partner\nscopes: [\"*:read\"]\n"
    let moved = "# one\n\n# two\n" + text
    #expect(LineHashes(text).fingerprint(of: 3) == LineHashes(moved).fingerprint(of: 6))
    #expect(LineHashes(text).fingerprint(of: 3) != LineHashes(text).fingerprint(of: 2))
  }
}

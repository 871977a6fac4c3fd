internal import Foundation
internal import TestSupport
internal import Testing

/// What a person at a terminal is asked, and what becomes of the terminal.
@Suite(.enabled(if: Terminal.isAvailable, "`dash` or `setsid` is not installed")) struct PromptTests {
  private let program: String
  private let folder: TemporaryFolder

  init() throws {
    program = try #require(TranscriptTests.program, "`bitting` is not built beside the tests")
    folder = try TemporaryFolder()
  }

  /// A way to end a program, and the status that tells of it.
  struct Ending: CustomTestStringConvertible {
    let testDescription: String
    let status: Int32
    let act: @Sendable (Terminal) -> Void

    static let all = [
      Ending(testDescription: "Ctrl-C", status: 128 + SIGINT) { $0.type("\u{3}") },
      Ending(testDescription: "Ctrl-\\", status: 128 + SIGQUIT) { $0.type("\u{1C}") },
      Ending(testDescription: "SIGTERM", status: 128 + SIGTERM) { $0.send(SIGTERM) },
      Ending(testDescription: "SIGHUP", status: 128 + SIGHUP) { $0.send(SIGHUP) },
    ]
  }

  /// The shell tells how the program ended, and is there as long as somebody looks at the terminal.
  private func shell(_ command: String) throws -> Terminal {
    let script = "ulimit -c 0; trap : INT; set -m\n\(command)\necho \"status $?\"; read -r line"
    return try Terminal(script, program: program, in: folder)
  }

  @Test(arguments: Ending.all) func showsWhatIsTypedAgainWhenASignalEndsAPasswordPrompt(_ ending: Ending) throws {
    let terminal = try shell("\"$BITTING\" keygen signer --password --out key")
    try terminal.await("Password for key: ")
    #expect(!terminal.echoes)
    terminal.type("half a pass")
    ending.act(terminal)
    try terminal.await("status \(ending.status)")
    #expect(terminal.echoes)
    #expect(!terminal.shown.contains("half"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("key")))
  }

  @Test func hidesWhatIsTypedOnceMoreWhenAStoppedPasswordPromptGoesOn() throws {
    let terminal = try shell(
      """
      "$BITTING" keygen signer --password --out key
      echo "status $?"; read -r line; fg
      """)
    try terminal.await("Password for key: ")
    terminal.type("half a pass\u{1A}")
    try terminal.await("status \(128 + SIGTSTP)")
    #expect(terminal.echoes)
    terminal.type("\n")
    try terminal.await("Password for key: ")
    #expect(!terminal.echoes)
    terminal.type("correct horse\n")
    try terminal.await("The same again: ")
    #expect(!terminal.echoes)
    terminal.type("correct horse\n")
    try terminal.await("status 0")
    #expect(terminal.echoes)
    #expect(!terminal.shown.contains("half") && !terminal.shown.contains("horse"))
  }

  @Test func staysDeafToWhatItWasStartedToIgnore() throws {
    let terminal = try shell("(trap '' HUP; exec \"$BITTING\" keygen signer --password --out key)")
    try terminal.await("Password for key: ")
    terminal.send(SIGHUP)
    terminal.type("\u{3}")
    try terminal.await("status \(128 + SIGINT)")
    #expect(terminal.echoes)
  }

  @Test func endsWithTheInputThatAnswersNothing() throws {
    let shop = TranscriptTests.root.appendingPathComponent("Tests/Transcripts/shop").path
    let terminal = try shell("\"$BITTING\" new pickup --to token --at 2026-11-20 --root '\(shop)'")
    try terminal.await("Key type (client, partner): ")
    terminal.type("client\n")
    try terminal.await("Environment (test, live): ")
    terminal.type("\u{4}")
    try terminal.await("\r\nerror: the input ended before `--environment` was answered")
    try terminal.await("status 64")
  }

  @Test func takesNoPasswordFromTheEndOfInput() throws {
    let terminal = try shell("\"$BITTING\" keygen signer --password --out key")
    try terminal.await("Password for key: ")
    terminal.type("\u{4}")
    try terminal.await("The same again: ")
    terminal.type("\u{4}")
    try terminal.await("error: the password is empty")
    try terminal.await("status 2")
    #expect(terminal.echoes)
  }

  @Test func asksForNoPasswordForAKeyThatWouldBeOverwritten() throws {
    try folder.write([], to: "key.pub")
    let terminal = try shell("\"$BITTING\" keygen signer --password --out key")
    try terminal.await("error: there is something at `key.pub` already")
    try terminal.await("status 2")
    #expect(!terminal.shown.contains("Password"))
  }
}

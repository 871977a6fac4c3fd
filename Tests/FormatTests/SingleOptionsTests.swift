import ArgumentParser
import Foundation
import Testing

@testable import bitting

/// Options that take one value are told from those that may be repeated.
@Suite struct SingleOptionsTests {
  /// What the parser tells of the program, as JSON.
  private struct Tool: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?

    var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let isRepeating: Bool
    let parsingStrategy: String
    let names: [Name]?
  }

  private static func commands() throws -> [Command] {
    try JSONDecoder().decode(Tool.self, from: Data(Bitting._dumpHelp().utf8)).command.all
  }

  @Test func namesThoseThatTheParserKnows() throws {
    var known: [String: Set<String>] = [:]
    for command in try Self.commands() {
      let single = (command.arguments ?? []).filter { $0.kind == "option" && !$0.isRepeating }
      guard !single.isEmpty else { continue }
      #expect(known[command.commandName] == nil, "two commands are named `\(command.commandName)`")
      known[command.commandName] = Set(single.flatMap { $0.names ?? [] }.map(\.name))
    }
    #expect(SingleOptions.names.mapValues { Set($0.split(separator: " ").map(String.init)) } == known)
  }

  /// Otherwise a value could look like an option, or an option have a name that is not looked for.
  @Test func everyOptionIsLongAndTakesNoOptionForItsValue() throws {
    for option in try Self.commands().flatMap({ $0.arguments ?? [] }) where option.kind == "option" {
      #expect(option.parsingStrategy == "default")
      #expect(option.names?.allSatisfy { $0.kind == "long" } == true)
    }
  }

  @Test(arguments: [
    ("--at 1", ""), ("--at 1 --at 2", "--at"), ("--at=1 --at 1 --at=1", "--at"),
    ("--at --root --at --root", "--at --root"),
    ("--at 1 --attic 2 --at-all 3 -at 4 at", ""), ("--at 1 -- --at 2", ""), ("--root=--root --at=-- --at=1", "--at"),
    ("--root - --at 1 --root -", "--root"), ("-- --at --at", ""), ("", ""), ("--=1 --=2 = ==", ""),
  ])
  func countsBeforeTheEndOfOptions(_ arguments: String, _ repeated: String) {
    let words = { (text: String) in text.split(separator: " ").map(String.init) }
    #expect(SingleOptions.repeated(["--at", "--root"], in: words(arguments)) == words(repeated))
  }
}

import BittingCompiler
import Foundation
import TestSupport
import Testing

/// The program itself, run in a repository that somebody wrote to break out of what it prints.
@Suite struct ProgramTests {
  /// What a declaration may hold, so that every verb gets as far as an answer.
  static let texts = [
    "</details><!-- bitting:review --><script>alert(1)</script> ]]> &amp; <![CDATA[",
    "`` ` | @org/team #1 !1 [a](https://evil.example) ![x](y) **b** :tada: $x$",
    "::error file=x::owned ##[error]owned %0A::error::owned ::stop-commands::t",
    "=cmd|' /C calc'!A0 \"q\" 'q' \\ {0} {{1}} ${{ secrets.TOKEN }} $(id)",
  ]

  private static let reports = ["terminal", "json", "sarif", "github", "junit", "markdown"]
  private static let answers = ["terminal", "json"]

  /// The command lines whose output is looked at, but for `--format`, and how they end.
  private static let commands: [(verb: String, arguments: [String], formats: [String], status: Int32)] = [
    ("test", ["test"], reports, 1),
    ("review", ["review", "--base", "HEAD", "--deny", "room", "--approvers"], reports, 1),
    ("who-can", ["who-can", "POST /v1/tenants/acme/orders", "--all"], answers, 1),
    ("what-can", ["what-can", "acme"], answers, 0),
    ("why-not", ["why-not", "acme", "POST /v1/tenants/acme/orders"], answers, 1),
  ]

  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("bitting").path

  /// A checkout in which `before` is committed, and `after` stands; the declarations lie in a folder of it.
  private static func checkout(_ before: RepositoryTree, _ after: RepositoryTree) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try write(before, to: folder)
    let identity = ["-c", "user.name=nobody", "-c", "user.email=nobody@shop.example"]
    for arguments in [["init", "-q"], ["add", "."], ["commit", "-qm", "before"]] {
      let outcome = try Program.run("git", ["-C", folder.url.path] + identity + arguments)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try FileManager.default.removeItem(atPath: folder.path("infra"))
    try write(after, to: folder)
    return folder
  }

  private static func write(_ tree: RepositoryTree, to folder: TemporaryFolder) throws {
    for name in ["infra/keys", "infra/policies"] {
      try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
    }
    for entry in tree.entries {
      guard case .file(let bytes) = entry.content else { continue }
      try folder.write(bytes, to: "infra/" + entry.path)
    }
  }

  /// The rest is not tested where a rule finds an error.
  private static let check = [(verb: "check", arguments: ["check"], formats: reports, status: Int32(1))]

  private static func prints(
    of commands: [(verb: String, arguments: [String], formats: [String], status: Int32)], in folder: TemporaryFolder
  ) throws -> [Print] {
    try commands.flatMap { command in
      try command.formats.map { format in
        let options = ["--root", folder.path("infra"), "--at", "2026-11-20T12:00:00Z", "--format", format]
        let outcome = try Program.run("env", [program] + command.arguments + options)
        #expect(outcome.status == command.status, "\(command.verb) --format \(format): \(outcome.errors)")
        #expect(CommandLog.read(outcome.errors).commands.isEmpty, "\(command.verb) --format \(format)")
        return Print(verb: command.verb, format: format, text: String(decoding: outcome.output, as: UTF8.self))
      }
    }
  }

  @Test(arguments: texts)
  func printsNothingThatAnybodyObeys(_ text: String) throws {
    let sound = try Self.checkout(InjectedShop.before, InjectedShop.after(text, claimHolds: true))
    let wrong = try Self.checkout(InjectedShop.before, InjectedShop.after(text, claimHolds: false))
    let files = try TemporaryFolder()
    for print in try Self.prints(of: Self.commands, in: sound) + Self.prints(of: Self.check, in: wrong) {
      #expect(print.text.contains("acme") || print.text.contains("zenith"), "\(print)")
      let commands = CommandLog.read(print.text).commands
      #expect(commands.isEmpty == (print.format != "github"), "\(print)")
      let places = commands.compactMap { $0.properties["file"] }
      #expect(places.allSatisfy { $0.hasPrefix("infra/keys/") || $0.hasPrefix("infra/policies/") }, "\(print)")
      guard ["sarif", "junit", "markdown"].contains(print.format) else { continue }
      try files.write(Array(print.text.utf8), to: "\(print.verb).\(print.format)")
    }
    guard PythonTools.python != nil else { return }
    let outcome = try PythonTools.read(files, with: "read_reports.py")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let readings = try JSONDecoder().decode([String: ConsumerTests.Reading].self, from: Data(outcome.output))
    #expect(readings.count == 9)
    for (name, reading) in readings {
      #expect((reading.problems ?? []).isEmpty, "\(name)")
      #expect(Set(reading.elements ?? []).isSubset(of: ConsumerTests.elements), "\(name)")
    }
  }
}

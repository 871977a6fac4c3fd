internal import Foundation
internal import TestSupport
internal import Testing

/// What the system does not let somebody read: the superuser may read everything, so these run as nobody where they can.
@Suite struct UnreadableTests {
  @Test(
    .enabled(if: Shell.canRunAsOther, "`setpriv` is not installed, or somebody else may not run what was built here"),
    arguments: [
      "keys", "policies", "keys/client", "keys/client/till.yaml", "policies/shop.yaml", ".",
    ])
  func isNoAnswerAndSaysSo(_ path: String) throws {
    let shell = try Shell()
    for verb in [
      "check", "test", "build --signing-key x", "who-can orders:read", "rotate --due --print", "fmt --check",
    ] {
      let run = try shell.run(verb, hiding: path)
      #expect(run.status == 2, "\(verb): \(run.errors)")
      #expect(run.errors.contains("error: "), "\(verb)")
      #expect(run.errors.contains("cannot be read: Permission denied"), "\(verb)")
      #expect(run.errors.contains("\nhint: ") || verb.hasPrefix("fmt"), "\(verb)")
      #expect(!run.errors.contains("no declarations"), "\(verb)")
    }
  }

  @Test(
    .enabled(if: Shell.canRunAsOther, "`setpriv` is not installed, or somebody else may not run what was built here"))
  func hidesNothingOfAnotherFile() throws {
    let shell = try Shell()
    let run = try shell.run(
      "check", hiding: "keys/client/till.yaml", after: "sed -i s/orders:read/fax:read/ keys/client/*.yaml")
    #expect(run.status == 2)
    #expect(String(decoding: run.output, as: UTF8.self).contains("there is no resource `fax`"))
  }
}

/// A copy of the transcripts' shop that belongs to somebody who is not the superuser.
private struct Shell {
  private let folder: TemporaryFolder
  private let program: String
  private static let isSuperuser = geteuid() == 0
  private static let other = ["--reuid=65534", "--regid=65534", "--clear-groups"]

  /// Whether a program can be run as somebody who may not read everything.
  static let canRunAsOther: Bool = {
    guard let program = TranscriptTests.program else { return false }
    guard isSuperuser else { return true }
    let run = try? Program.run("setpriv", other + [program, "--version"])
    return run?.status == 0
  }()

  init() throws {
    program = try #require(TranscriptTests.program)
    folder = try TemporaryFolder()
    let shop = TranscriptTests.root.appendingPathComponent("Tests/Transcripts/shop").path
    _ = try Program.run("cp", ["-R", shop, folder.path("shop")])
    if Shell.isSuperuser { _ = try Program.run("chown", ["-R", "65534:65534", folder.url.path]) }
  }

  /// Runs `bitting` in the shop, with `path` in it made unreadable for the while.
  func run(_ arguments: String, hiding path: String, after edit: String = "true") throws -> Program.Outcome {
    // The path stays as it is for the next run, and for whoever removes the folder.
    let script = """
      cd '\(folder.path("shop"))' && { \(edit); } && chmod 000 '\(path)'
      '\(program)' \(arguments) --at 2026-11-20 --root '\(folder.path("shop"))'
      status=$?; chmod 755 '\(folder.path("shop"))/\(path)'; exit $status
      """
    return Shell.isSuperuser
      ? try Program.run("setpriv", Shell.other + ["bash", "-c", script]) : try Program.run("bash", ["-c", script])
  }
}

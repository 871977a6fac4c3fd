import Foundation
import TestSupport
import Testing

/// The page of the library: what is copied from there runs, and answers as it says.
@Suite(.enabled(if: InstalledLibrary.isBuilt, "`make lib` builds what this needs"))
struct GuideTests {
  private static let page = InstalledLibrary.checkout.appending(path: "Sources/BittingC/BittingC.docc/Guide.md")

  /// The program of the same build: it stands in the folder of the test executable.
  private static let programs =
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path

  @Test func theExampleRuns() throws {
    let text = try String(contentsOf: GuideTests.page, encoding: .utf8)
    let script = try #require(text.firstMatch(of: /(?s)```sh\n(.*?)```/)).output.1
    let answer = try #require(text.firstMatch(of: /(?s)```text\n(.*?)```/)).output.1
    let folder = try TemporaryFolder()
    try folder.write(Array(script.utf8), to: "script")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let outcome = try Program.run(
      "env",
      try InstalledLibrary.shared().environment + [
        "PATH=\(GuideTests.programs):\(path)", "bash", "-euo", "pipefail", "script",
      ],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasSuffix(answer), "\(outcome.text)\(outcome.errors)")
  }
}

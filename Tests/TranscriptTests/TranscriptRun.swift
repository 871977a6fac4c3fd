internal import Foundation
internal import TestSupport

/// One shell that runs the commands of a transcript in an empty folder in another empty folder, with nothing
/// of the environment around it.
struct TranscriptRun {
  /// What one command did.
  struct Result {
    /// The lines that it printed, on either stream.
    var output: [String]
    /// How it ended.
    var status: Int
  }

  /// Ends the output of each command; no text here holds it.
  private static let mark = "\u{1E}"

  /// What each step did; fewer results than steps where the shell ended early.
  let results: [Result]

  /// Runs the steps of `transcript` with `program` as `bitting`, and `fixtures` as the variable `TRANSCRIPTS`.
  init(_ transcript: Transcript, program: String, fixtures: String) throws {
    let (work, tools) = (try TemporaryFolder(), try TemporaryFolder())
    for name in ["bin", "home"] {
      try FileManager.default.createDirectory(atPath: tools.path(name), withIntermediateDirectories: false)
    }
    try FileManager.default.createSymbolicLink(
      atPath: tools.path("bin/bitting"), withDestinationPath: program)
    try tools.write(Array(TranscriptRun.script(transcript).utf8), to: "script")
    let environment = [
      "PATH=\(tools.path("bin")):/usr/local/bin:/usr/bin:/bin", "HOME=\(tools.path("home"))", "LC_ALL=C", "TZ=UTC",
      "TRANSCRIPTS=\(fixtures)",
    ]
    let run = try Program.run("env", ["-i"] + environment + ["bash", tools.path("script")], in: work)
    results = TranscriptRun.results(String(decoding: run.output, as: UTF8.self))
  }

  /// The steps, each with a line behind it that tells how it ended. A failing command ends an `sh` block, and the run.
  private static func script(_ transcript: Transcript) -> String {
    "exec 2>&1\nmkdir work\ncd work\n"
      + transcript.steps.map { step in
        let (before, after) = step.expected == nil ? ("set -e\n", "\nset +e") : ("", "")
        return "\(before)\(step.command)\(after)\nprintf '\\036%d\\036\\n' \"$?\"\n"
      }.joined()
  }

  private static func results(_ output: String) -> [Result] {
    let parts = output.components(separatedBy: mark)
    return stride(from: 0, to: parts.count - 1, by: 2).map { index in
      var text = parts[index][...]
      // The line feed of the line that told how the command before ended.
      if index > 0 { text = text.dropFirst() }
      if text.hasSuffix("\n") { text = text.dropLast() }
      let lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return Result(output: lines, status: Int(parts[index + 1]) ?? -1)
    }
  }
}

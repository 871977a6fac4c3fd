import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLSource

/// What we hand to other people's CI does what it says, in a checkout of this repository's own shop.
@Suite struct IntegrationRunTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let work: TemporaryFolder

  /// A checkout of two commits, of which the second gives a key more; and the program, for which no time passes.
  init() throws {
    work = try TemporaryFolder()
    let program =
      "#!/bin/bash\nverb=$1\nshift\nexec '\(Scaffolded.program)' \"$verb\" --at 2026-11-20T12:00:00Z \"$@\"\n"
    try work.write(Array(program.utf8), to: "bitting")
    try work.write(
      Array(
        """
        set -eu
        chmod +x bitting
        git init -q -b main checkout
        cd checkout
        cp -R '\(Self.root.path)/keys' '\(Self.root.path)/policies' .
        git config user.name nobody && git config user.email nobody@shop.example
        git add . && git commit -qm before && git tag before
        file=$(grep -l 'orders:read' keys/*/*.yaml | head -n 1)
        sed -i '0,/orders:read/s//orders:write/' "$file"
        git commit -qam after && git tag after
        sed -i 's/^scopes: .*/scopes: [nothing:read]/' "$file"
        git commit -qam broken && git tag broken
        git checkout -q after
        """.utf8), to: "prepare")
    let outcome = try Program.run("bash", ["prepare"], in: work)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func mapping(_ path: String) throws -> YAMLNode {
    let bytes = [UInt8](try Data(contentsOf: Self.root.appendingPathComponent(path)))
    return try #require(YAMLParser.parse(SourceFile(path: path, bytes: bytes), as: FileID(0)).documents.first?.root)
  }

  /// Runs `script` as the runner of a CI server does, in the checkout.
  private func run(
    _ script: String, _ environment: [String: String], shell: [String] = ["--noprofile", "--norc", "-eo", "pipefail"]
  ) throws -> Int32 {
    try work.write(Array("cd checkout\n\(script)".utf8), to: "script")
    let variables = environment.map { "\($0)=\($1)" }
    return try Program.run("env", variables + ["bash"] + shell + ["script"], in: work).status
  }

  /// Runs the step `name` of a scaffolded workflow's job as GitHub does where no shell is named, with `bitting` and `gh`
  /// of the work folder on the path.
  private func runStep(_ name: String, of job: String, _ environment: [String: String]) throws -> Int32 {
    let bytes = Array(try Scaffolded.file(".github/workflows/bitting.yml").utf8)
    let root = try #require(YAMLParser.parse(SourceFile(path: "", bytes: bytes), as: FileID(0)).documents.first?.root)
    let steps = try #require(root.value(of: "jobs")?.value(of: job)?.value(of: "steps")).items
    let step = try #require(steps.first { $0.value(of: "name")?.text == name })
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let given = ["PATH": "\(work.url.path):\(path)", "RUNNER_TEMP": work.url.path].merging(environment) { $1 }
    return try run(try #require(step.value(of: "run")).text, given, shell: ["-e"])
  }

  private func text(_ name: String) throws -> String { String(decoding: try work.read(name), as: UTF8.self) }

  @Test(arguments: ["", "widening"])
  func theActionReviewsAndWritesReports(deny: String) throws {
    let inputs = [
      "program": work.path("bitting"), "root": ".", "base": "before", "head": "after", "deny": deny, "sarif": "reports",
    ]
    let files = [
      "RUNNER_TEMP": work.url.path, "GITHUB_STEP_SUMMARY": work.path("summary"), "GITHUB_OUTPUT": work.path("output"),
    ]
    let runs = try #require(try mapping(".github/actions/bitting/action.yml").value(of: "runs"))
    var ended: [String: Int32] = [:]
    for step in try #require(runs.value(of: "steps")).items {
      var environment = files
      for (name, value) in try #require(step.value(of: "env")).entries.map({ ($0.key.text, $0.value.text) }) {
        let input = try #require(value.wholeMatch(of: /\$\{\{ inputs\.(\w+) \}\}/)?.output.1)
        environment[name] = inputs[String(input)]
      }
      let name = try #require(step.value(of: "name")).text
      ended[name] = try run(try #require(step.value(of: "run")).text, environment)
    }
    // Whether the tests of the shop notice the change is theirs to say.
    #expect(ended.removeValue(forKey: "Policy tests") != nil)
    #expect(ended == ["Layout": 0, "Rules": 0, "Review": deny.isEmpty ? 0 : 1, "Reports for code scanning": 0])
    #expect(try text("output") == "report=\(work.path("bitting-review.md"))\n")
    #expect(try text("summary").hasPrefix("<!-- bitting:review -->\n"))
    for verb in ["check", "test", "review"] {
      #expect(try text("checkout/reports/\(verb).sarif").contains("\"id\": \"bitting/\(verb)/\""))
    }
  }

  @Test(arguments: [("after", 0), ("broken", 1)] as [(String, Int32)])
  func theScaffoldedWorkflowReportsWhatItRefuses(head: String, expected: Int32) throws {
    let summary = work.path("summary")
    let status = try runStep(
      "Review", of: "review", ["BASE": "before", "HEAD": head, "GITHUB_STEP_SUMMARY": summary])
    #expect(status == expected)
    #expect(try text("summary").hasPrefix("<!-- bitting:review -->\n"))
    #expect(try text("summary") == text("review.md"))
  }

  @Test func theScaffoldedWorkflowFailsWhereNothingCanBeTold() throws {
    let summary = work.path("summary")
    let status = try runStep(
      "Review", of: "review", ["BASE": "nowhere", "HEAD": "after", "GITHUB_STEP_SUMMARY": summary])
    #expect(status == 2)
    #expect(try text("summary").isEmpty)
  }

  @Test(arguments: ["", "a report"])
  func theScaffoldedWorkflowCommentsWhereThereIsAReport(report: String) throws {
    try work.write(Array("#!/bin/bash\necho \"$*\" >> '\(work.path("asked"))'\n".utf8), to: "gh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: work.path("gh"))
    try work.write([], to: "asked")
    try work.write(Array(report.utf8), to: "review.md")
    #expect(try runStep("Comment", of: "review", ["REPOSITORY": "shop/keys", "NUMBER": "7"]) == 0)
    let asked = try text("asked").split(separator: "\n").filter { $0.contains("POST") }
    let comment = "api --method POST repos/shop/keys/issues/7/comments -F body=@\(work.path("review.md"))"
    #expect(asked == (report.isEmpty ? [] : [comment[...]]))
  }

  @Test func theJobOfGitLabChecksWhatHasAnotherLayout() throws {
    let job = try #require(try mapping(".gitlab/bitting.yml").value(of: "bitting:check"))
    let script = try #require(job.value(of: "script")).items.map(\.text).joined(separator: "\n")
    let setting =
      "exec > ../said 2>&1\nfile=$(find keys -name twins.yaml)\nsed -i 's/^key: /key:   /' \"$file\"\n"
    let status = try run(setting + script, ["BITTING": work.path("bitting"), "BITTING_ROOT": "."])
    #expect(status == 1)
    #expect(try text("said").contains("would be formatted"))
    #expect(try text("said").contains("no findings"))
  }

  @Test(arguments: ["", "widening"])
  func theJobOfGitLabReviewsAndWritesReports(deny: String) throws {
    let job = try #require(try mapping(".gitlab/bitting.yml").value(of: "bitting:review"))
    let script = try #require(job.value(of: "script")).items.map(\.text).joined(separator: "\n")
    let status = try run(
      script,
      [
        "BITTING": work.path("bitting"), "BITTING_ROOT": ".", "BITTING_DENY": deny,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "before", "CI_COMMIT_SHA": "after",
      ])
    #expect(status == (deny.isEmpty ? 0 : 1))
    #expect(try text("checkout/bitting-review.md").hasPrefix("<!-- bitting:review -->\n"))
    let failures = deny.isEmpty ? 0 : 1
    #expect(try text("checkout/bitting-review.xml").contains(" failures=\"\(failures)\" errors=\"0\" skipped=\"0\">"))
  }
}

extension YAMLNode {
  /// The value of a mapping's entry.
  fileprivate func value(of key: String) -> YAMLNode? { entries.first { $0.key.text == key }?.value }
}

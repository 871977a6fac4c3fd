import BittingRuntime
import ConformanceSupport
import Foundation
import KeyModel
import TestSupport
import Testing

/// The vectors themselves: what they cover, and that a slip in one does not pass.
struct VectorTests {
  private let vectors: [(name: String, vector: Vector)]

  init() throws {
    vectors = try VectorFile.all().map { ($0.name, try $0.read()) }
  }

  private var steps: [VectorStep] { vectors.flatMap(\.vector.steps) }

  // MARK: Coverage

  @Test func coversEveryDenialReason() {
    let seen = Set(steps.filter { $0.open == nil && $0.revoke == nil }.map(\.expect))
    for reason in DenialReason.allCases { #expect(seen.contains("deny \(reason)")) }
    #expect(seen.contains("allow"))
  }

  @Test func coversEveryOpenFailureOfBundles() {
    let seen = Set(steps.filter { $0.open != nil }.map(\.expect))
    for failure in OpenFailure.allCases { #expect(seen.contains(failure.description)) }
  }

  @Test func coversEveryOpenFailureOfRevocationLists() {
    let seen = Set(steps.filter { $0.revoke != nil }.map(\.expect))
    // A list does not expire and is not encrypted.
    for failure in OpenFailure.allCases where failure != .expired && failure != .notARecipient {
      #expect(seen.contains(failure.description))
    }
  }

  /// Each reason and failure is what some vectors are about, by their names.
  @Test func areNamedForWhatTheyAreAbout() {
    let families = Set(vectors.map { $0.name.prefix { $0 != "-" } }.map(String.init))
    let known: Set = [
      "allow", "missing", "ambiguous", "malformed", "unknown", "revoked", "decoy", "disabled", "window", "stale",
      "network",
      "path", "route", "scope", "tenant", "rate", "quota", "public", "order", "opening", "list",
    ]
    #expect(families == known)
    #expect(vectors.count >= 300)
    for (name, vector) in vectors {
      #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
      #expect(vector.about.hasSuffix(".") && vector.about.first?.isLowercase == false, "\(name)")
    }
  }

  // MARK: Slips

  @Test(arguments: [
    (#""step": [], "steps": []"#, "not known"), (#""steps": [{"request": "GET /", "expected": "allow"}]"#, "expect"),
    (#""steps": [{"request": "GET /", "expect": "allow", "form": "192.0.2.1"}]"#, "not known"),
    (#""steps": [{"open": {"singers": ["one"]}, "expect": "opens"}]"#, "not known"),
    (#""steps": [{"open": {"file": [{"flap": 1}]}, "expect": "opens"}]"#, "known"),
  ])
  func refusesWhatIsMisspelt(fields: String, word: String) throws {
    let text = "{\"about\": \"A slip.\", \(fields)}"
    let error = #expect(throws: (any Error).self) { try VectorFile.read(Data(text.utf8), named: "slip") }
    #expect("\(String(describing: error))".contains(word))
  }

  @Test(arguments: [
    #"{"request": "GET /", "expect": "deny tenants"}"#, #"{"request": "GET /", "expect": "denied"}"#,
    #"{"request": "GET", "expect": "allow"}"#, #"{"expect": "allow"}"#,
    #"{"request": "GET /", "scope": "orders:read", "expect": "allow"}"#, #"{"method": "GET", "expect": "allow"}"#,
    #"{"request": "GET /", "token": "NoSecret", "expect": "allow"}"#,
    #"{"request": "GET /", "token": {"made": "AcmeSync"}, "expect": "allow"}"#,
    #"{"request": "GET /", "token": {"of": "AcmeSync", "edits": [{"replace": ["%", "x"]}]}, "expect": "allow"}"#,
    #"{"request": "GET /", "token": {"of": "AcmeSync", "edits": [{"flip": 50}]}, "expect": "allow"}"#,
    #"{"open": {}, "expect": "opened"}"#, #"{"revoke": {}, "expect": "opens"}"#,
    #"{"open": {"files": {"keys/no.yaml": null}}, "expect": "opens"}"#,
    #"{"open": {"files": {"keys/no.yaml": ["key: no"]}}, "expect": "opens"}"#,
    #"{"request": "GET /", "at": "yesterday", "expect": "allow"}"#,
  ])
  func refusesWhatMakesNoSense(step: String) throws {
    let text = "{\"about\": \"A slip.\", \"steps\": [\(step)]}"
    let vector = try VectorFile.read(Data(text.utf8), named: "slip")
    #expect(throws: MakingFailure.self) { try Preparation(vector, named: "slip") }
  }

  // MARK: Prepared

  /// The same bytes each time, so that what one program finds another can look at.
  @Test func preparesTheSameAgain() throws {
    for (name, vector) in vectors.prefix(40) {
      let (one, two) = (try PreparedFiles(vector, name), try PreparedFiles(vector, name))
      #expect(one.files == two.files, "\(name)")
    }
  }

  /// `steps.tsv` says what `scenario.json` says.
  @Test func linesSayTheSame() throws {
    for (name, vector) in vectors.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
      let scenario = try Preparation(vector, named: name).scenario
      let lines = scenario.lines.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      #expect(lines.count == scenario.steps.count + 1, "\(name)")
      for (line, step) in zip(lines.dropFirst(), scenario.steps) {
        #expect(line[0] == step.action.rawValue)
        let tokens = line.filter { $0.hasPrefix("token=") }
        #expect(tokens.map { $0.dropFirst(6) } == (step.tokens ?? []).map { ByteText.digits(of: $0.bytes)[...] })
        #expect(line.contains("expect=\(step.expect)"))
        #expect(line.filter { $0.hasPrefix("reason=") } == [step.reason].compactMap { $0.map { "reason=\($0)" } })
        #expect(line.filter { $0.hasPrefix("file=") } == [step.file].compactMap { $0.map { "file=\($0)" } })
      }
    }
  }
}

/// What a preparation writes.
private struct PreparedFiles {
  let files: [String: [UInt8]]

  init(_ vector: Vector, _ name: String) throws {
    let folder = try TemporaryFolder()
    try Preparation(vector, named: name).write(to: folder.url)
    var files: [String: [UInt8]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) where !name.hasSuffix("too-large")
    {
      files[file] = try folder.read(file)
    }
    self.files = files
  }
}

import BittingCompiler
import BittingReview
import Diagnostics
import Foundation
import KeyModel
import Testing

/// No text of a user does anything in what any verb prints in any format.
@Suite struct EveryVerbTests {
  @Test func everyPairIsTried() throws {
    let pairs = Set(try Injection.all.flatMap(EveryVerb.of).map(\.description))
    let reports = ["check", "test", "review"].flatMap { verb in
      ["terminal", "json", "sarif", "github", "junit", "markdown"].map { "\(verb) --format \($0)" }
    }
    let answers = ["who-can", "what-can", "why-not"].flatMap { verb in
      ["terminal", "json", "refusal"].map { "\(verb) --format \($0)" }
    }
    let decisions = ["inspect", "authorize"].flatMap { verb in
      ["terminal", "json"].map { "\(verb) --format \($0)" }
    }
    #expect(pairs == Set(reports + answers + decisions))
  }

  /// What is tried is worth trying: a sound shop is read, tested, compared and asked, and says what it was given.
  @Test func aHarmlessTextIsInEveryReport() throws {
    let injection = try #require(Injection.all.first { $0.name == "plain" })
    let checked = Checker.check(InjectedShop.after(injection.value), at: try InjectedShop.now())
    #expect(checked.findings.map(\.rule).filter { $0 != "duplicate-purpose" } == ["assertion-violated"])
    let review = try EveryVerb.compiled(InjectedShop.after(injection.value))
    #expect(Set(review.entries.flatMap(\.classes)) == [.error, .widening, .room, .facts])
    let prints = Dictionary(grouping: try EveryVerb.of(injection), by: \.description)
    for (name, prints) in prints { #expect(prints.contains { $0.text.contains("acme") }, "\(name)") }
  }

  @Test(arguments: Injection.all)
  func showsNoHiddenCharacterAndNoToken(_ injection: Injection) throws {
    for print in try EveryVerb.of(injection) {
      let hidden = print.text.unicodeScalars.first { $0 != "\n" && ($0 == "\t" || HiddenCharacter($0.value) != nil) }
      #expect(hidden == nil, "\(print): \(hidden.map { HiddenCharacter.name(of: $0.value) } ?? "")")
      #expect(!Injection.secrets.contains { print.text.utf8.contains($0.utf8) }, "\(print)")
    }
  }

  @Test(arguments: Injection.all)
  func beginsNoCommandOfAWorkflowButOurs(_ injection: Injection) throws {
    for print in try EveryVerb.of(injection) {
      let (commands, lines) = CommandLog.read(print.text)
      guard print.format == "github" else {
        #expect(commands.isEmpty, "\(print): \(commands.map(\.name))")
        continue
      }
      // A run of tests tells its numbers below.
      #expect(commands.count == lines - (print.verb == "test" ? 1 : 0), "\(print)")
      #expect(commands.allSatisfy { ["error", "warning", "notice"].contains($0.name) }, "\(print)")
      let names: Set = ["file", "line", "endLine", "col", "endColumn", "title"]
      #expect(commands.allSatisfy { Set($0.properties.keys).isSubset(of: names) }, "\(print)")
      #expect(commands.allSatisfy { !($0.properties["file"] ?? "").hasPrefix("base:") }, "\(print)")
    }
  }

  /// A line that a user has broken is one line, so that nobody adds one to a report.
  @Test func aLineFeedOfAUserBeginsNoLine() throws {
    let injection = try #require(Injection.all.first { $0.name == "line of a review" })
    for print in try EveryVerb.of(injection) {
      let lines = try texts(of: print).flatMap { text in text.split(separator: "\n") }
      let begun = lines.filter { line in
        let line = line.drop { $0 == " " }
        return line.hasPrefix("+ orders:admin") || line.hasPrefix("- `+` orders:admin")
      }
      #expect(begun.isEmpty, "\(print)")
    }
  }

  /// What a reader of the format sees as text.
  private func texts(of print: Print) throws -> [String] {
    switch print.format {
    case "sarif": try SARIFLog(print.text).messages
    case "github": CommandLog.read(print.text).commands.map(\.data)
    default: [print.text]
    }
  }

  @Test(arguments: Injection.all)
  func readsBackFromJSON(_ injection: Injection) throws {
    for print in try EveryVerb.of(injection) where ["json", "sarif"].contains(print.format) {
      #expect(print.text.utf8.count { $0 == 0x0A } == 1, "\(print)")
      #expect(throws: Never.self, "\(print)") { try JSONSerialization.jsonObject(with: Data(print.text.utf8)) }
    }
  }

  @Test(arguments: Injection.all)
  func keepsSARIFWithinWhatTheHeadHas(_ injection: Injection) throws {
    for print in try EveryVerb.of(injection) where print.format == "sarif" {
      for result in try SARIFLog(print.text).results {
        #expect(!result.message.text.isEmpty && !result.message.text.contains("]("), "\(print)")
        // GitHub refuses a whole report for one result without a place.
        #expect(result.locations.count == 1, "\(print)")
        for place in result.locations + (result.relatedLocations ?? []) {
          let uri = place.physicalLocation.artifactLocation.uri
          #expect(!uri.isEmpty && uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }, "\(print)")
          #expect(!(uri.removingPercentEncoding ?? "").hasPrefix("base:"), "\(print)")
        }
      }
    }
  }

  @Test(arguments: Injection.all)
  func keepsMarkdownBelowTheLimitAndFreeOfTags(_ injection: Injection) throws {
    let ours = [
      "<!-- bitting:check -->", "<!-- bitting:review -->", "<details><summary>", "</summary>", "</details>", "<code>",
      "</code>",
    ]
    for print in try EveryVerb.of(injection) where print.format == "markdown" {
      #expect(print.text.utf8.count < 65_536, "\(print)")
      #expect(!ours.reduce(print.text) { $0.replacing($1, with: "") }.contains("<"), "\(print)")
    }
  }
}

/// What of a SARIF report is looked at.
struct SARIFLog: Decodable {
  struct Run: Decodable { let results: [Result] }
  struct Message: Decodable {
    let text: String
    let markdown: String?
  }

  struct Location: Decodable { let physicalLocation: PhysicalLocation }
  struct PhysicalLocation: Decodable { let artifactLocation: ArtifactLocation }
  struct ArtifactLocation: Decodable { let uri: String }

  struct Result: Decodable {
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]?
  }

  private let runs: [Run]

  init(_ text: String) throws {
    self = try JSONDecoder().decode(SARIFLog.self, from: Data(text.utf8))
  }

  var results: [Result] { runs.flatMap(\.results) }

  /// What is said of each result, as text and as Markdown.
  var messages: [String] { results.flatMap { [$0.message.text, $0.message.markdown ?? ""] } }
}

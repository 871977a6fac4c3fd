import Diagnostics
import KeyModel
import Testing

@testable import BittingReview

/// A review that has one text everywhere, whether or not a user can bring it there today.
enum ReviewSample {
  /// A change of each class with `text` in all of its words, and findings at places that have it as their name.
  static func review(_ text: String) throws -> Review {
    let places = try Places(text)
    let keys = try ["acme", "zenith"].map { try #require(KeyID($0)) }
    let witness = Witness(
      service: try #require(Name("storefront")), environment: try #require(EnvironmentName("live")),
      wish: .route(method: text, path: text), tenant: text, from: nil, at: try InjectedShop.now(), key: keys[0],
      handle: nil)
    let words = Phrase.user(text)
    let lines = [
      ReviewLine(mark: .added, label: words, detail: "now allowed: " + words, witness: witness),
      ReviewLine(mark: .changed, label: "owner", detail: words + " -> " + words, witness: nil),
    ]
    let entries = ChangeClass.allCases.map { kind in
      ReviewEntry(
        subject: .key, name: text, title: "key " + words + " may do more, " + words, classes: [kind], lines: lines,
        note: words,
        keys: keys, types: [], countsAsWidening: false, place: places.head, anchor: places.head)
    }
    return Review(
      entries: entries, head: .init(findings: places.findings(text, [places.head])),
      byRulesOfBase: .init(findings: places.findings(text, [places.base, places.head])), home: places.head,
      approvers: [words], types: [], at: try InjectedShop.now())
  }

  /// A place in a file of the head and one in a file of the base, both with a user's text as name and content.
  private struct Places {
    let head: LocatedFinding.Place
    let base: LocatedFinding.Place

    init(_ text: String) throws {
      let files = ["base:\(text)", text].map { SourceFile(path: $0, bytes: Array("a: \(text)\n".utf8)) }
      let sources = SourceSet(files)
      let located = FindingLocator(sources, withFingerprints: true).locate(
        sources.ids.map { Finding("", .note, "", at: SourceSpan(file: $0, start: 3, end: 3 + text.utf8.count)) })
      let places = located.map(\.place)
      head = try #require(places.first { !$0.file.hasPrefix("base:") || $0.file.isEmpty })
      base = try #require(places.first { $0.file.hasPrefix("base:") })
    }

    /// An error and a warning at each of `places`, with the base and the head as further places.
    func findings(_ text: String, _ places: [LocatedFinding.Place]) -> [LocatedFinding] {
      let related = [LocatedFinding.Related(place: base, message: text), .init(place: head, message: text)]
      return places.flatMap { place in
        [Severity.error, .warning].map { severity in
          LocatedFinding("a-rule", severity, "owner `\(text)` of \(text)", at: place)
            .moved(to: place, path: text, related: related)
        }
      }
    }
  }
}

import Diagnostics
import Testing

@testable import YAMLSource

/// What is refused, at which bytes, and what is still read. `«…»` marks the place, `‹…›` the related one.
@Suite struct RefusalTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let message: String
    /// Outlines of the documents that are kept.
    let kept: [String]

    init(_ text: String, _ message: String, kept: [String] = []) {
      self.text = text
      self.message = message
      self.kept = kept
    }

    var testDescription: String { message + ": " + text.debugDescription }
  }

  @Test(arguments: invisible + properties + keys + syntax)
  func refuses(_ sample: Case) {
    let (text, places, related) = Self.unmarked(sample.text)
    let parsed = parse(text)
    #expect(parsed.findings.map { $0.span.range } == places)
    #expect(parsed.findings.first?.message == sample.message)
    #expect(parsed.findings.flatMap(\.related).map { $0.span.range } == related)
    #expect(parsed.findings.allSatisfy { $0.rule == "unsupported-yaml" && $0.severity == .error })
    #expect(parsed.documents.map { outline($0.root) } == sample.kept)
  }

  static let invisible = [
    Case("a: b # c«\u{85}»d: e\n", "U+0085 ends a line that a diff shows as one"),
    Case("a: b # c«\u{2028}»d: e\n", "U+2028 ends a line that a diff shows as one"),
    Case("a: «\u{2029}»\n", "U+2029 ends a line that a diff shows as one"),
    Case("a: b\r\nc«\r»d: e\n", "a carriage return without a line feed ends a line that a diff shows as one"),
    Case("a: b«\r»", "a carriage return without a line feed ends a line that a diff shows as one"),
    Case("# «\u{0}»\n", "control character U+0000"),
    Case("a: «\u{1b}»[31m\n", "control character U+001B"),
    Case("a: b«\u{7f}»", "control character U+007F"),
    Case("«\u{c}»", "control character U+000C"),
    Case("é: «\u{9b}»\n", "control character U+009B"),
    Case("# «\u{202E}»nimda\n---\na: b\n", "U+202E changes the direction in which text is shown"),
    Case("a: «\u{61C}»b\n", "U+061C changes the direction in which text is shown"),
    Case("«\u{2066}»«\u{2069}»", "U+2066 changes the direction in which text is shown"),
    Case("a: b«\u{200B}»c\n", "U+200B is not visible"),
    Case("a: b«\u{AD}»c\n", "U+00AD is not visible"),
    Case("a: b«\u{E0041}»c\n", "U+E0041 is not visible"),
    Case("a: b\n«\u{FEFF}»c: d\n", "a byte order mark that is not at the start of the file"),
    Case("\u{FEFF}«\u{FEFF}»c: d\n", "a byte order mark that is not at the start of the file"),
    Case("a:«\u{A0}»b\n", "U+00A0 looks like a space and is none"),
    Case("a: «\u{FFFF}»\n", "U+FFFF is no character"),
    Case("a: «\"b\\x1b[0m\"»\n", "an escape stands for U+001B, a control character"),
    Case("a: «\"\\0\"»\n", "an escape stands for U+0000, a control character"),
    Case(
      "a: b\n---\n- «\"\\u202e\"»\n---\nc: d\n",
      "an escape stands for U+202E, which changes the direction in which text is shown", kept: ["{a: b}", "{c: d}"]),
    Case("a: «\"\\L\"»\n", "an escape stands for U+2028, a line break that is not LF"),
    Case("a: «\"\\P\"»\n", "an escape stands for U+2029, a line break that is not LF"),
    Case("a: «\"\\N\"»\n", "an escape stands for U+0085, a line break that is not LF"),
    Case("a: «\"b\\r\\n\"»\n", "an escape stands for U+000D, a line break that is not LF"),
    Case("a: «\"\\_\"»\n", "an escape stands for U+00A0, which looks like a space and is none"),
    Case("a: «\"\\ufeff\"»\n", "an escape stands for U+FEFF, which is not visible"),
    Case("a: \"«\\x73»hop_live\"\n", "an escape stands for `s`"),
    Case("a: \"\\\\x41 \\u003c«\\U0000002a»\"\n", "an escape stands for `*`"),
    Case("é: 'é'\nb: «\"é\\e\"»\n", "an escape stands for U+001B, a control character"),
    Case("«\"\\a\"»: b\n", "an escape stands for U+0007, a control character"),
  ]

  static let properties = [
    Case("«%YAML» 1.1\n---\na: b\n", "a directive: a line begins with `%`"),
    Case("«%TAG» ! tag:x,2000:\n---\na: b\n", "a directive: a line begins with `%`"),
    Case("\u{FEFF}# c\n«%FOO»\n", "a directive: a line begins with `%`"),
    Case("a: b\n...\n«%YAML» 1.2\n---\nc: d\n", "a directive: a line begins with `%`"),
    Case("a: «&x» b\n", "an anchor", kept: ["{a: b}"]),
    Case("«&x»\na: b\n", "an anchor", kept: ["{a: b}"]),
    Case("a: «&x» [b, «&y» {c: d}]\n", "an anchor", kept: ["{a: [b, {c: d}]}"]),
    Case("é: «&é» b\n", "an anchor"),
    Case("a: b\n---\na: «*x»\n---\nb: c\n", "an alias", kept: ["{a: b}", "{b: c}"]),
    Case("«*x» : b\n", "an alias"),
    Case("a: «!!str» b\n", "a tag", kept: ["{a: b}"]),
    Case("a: «!» b\n", "a tag", kept: ["{a: b}"]),
    Case("a: «!x» [b]\n", "a tag", kept: ["{a: [b]}"]),
    Case("a: «!<tag:x,2000:y>» b\n", "a tag", kept: ["{a: b}"]),
    Case("a: «&x» «!y» b\n", "an anchor", kept: ["{a: b}"]),
    Case("a: [«!x»,b]\n", "a tag", kept: ["{a: [, b]}"]),
    Case("a: «!x!y» b\n", "a tag"),
  ]

  static let keys = [
    Case("‹a›: 1\nb: 2\n«a»: 3\n", "`a` stands twice in one mapping", kept: ["{a: 1, b: 2}"]),
    Case("‹scopes›: 1\n«\"scopes\"»: [x]\n", "`scopes` stands twice in one mapping", kept: ["{scopes: 1}"]),
    Case("{‹a›: 1, «'a'»: {b: c}, d: e}\n", "`a` stands twice in one mapping", kept: ["{a: 1, d: e}"]),
    Case("- ‹\"\\xe4\"›: 1\n  «ä»: 2\n- a: 3\n", "`ä` stands twice in one mapping", kept: ["[{\"ä\": 1}, {a: 3}]"]),
    Case(
      (0..<40).map { $0 == 20 ? "‹k20›: v\n" : "k\($0): v\n" }.joined() + "«k20»: w\n",
      "`k20` stands twice in one mapping",
      kept: [outline(parse((0..<40).map { "k\($0): v\n" }.joined()).documents[0].root)]),
    Case("«<<»: {a: b}\n", "the merge key `<<`"),
    Case("a:\n  b: c\n  «\"<<\"»: d\n", "the merge key `<<`"),
    Case("? «[a]»\n: b\n", "a key that is a list or a mapping"),
    Case("? «{a: b}»\n: c\n", "a key that is a list or a mapping"),
    Case("? «- a\n  - b»\n: c\n", "a key that is a list or a mapping"),
    Case("a: b\n---\n«{c: d}»: e\n", "a key that is a list or a mapping", kept: ["{a: b}"]),
    Case(
      "? «\(String(repeating: "é", count: 1025))»\n: b\n", "a key of more than 1024 characters",
      kept: ["{\(String(repeating: "é", count: 1025)): b}"]),
    Case("a: b\n«»\(String(repeating: "k", count: 1100)): b\n", "a key of more than 1024 characters"),
  ]

  static let syntax = [
    Case("[a]\n«»]\n", "`---` is missing here", kept: ["[a]"]),
    Case("a: b\n---\nc: d\n«»e\n", "this line has no `:` after its key", kept: ["{a: b}"]),
    Case("a: b«»: c\n", "`:` cannot stand here"),
    Case("a: ‹[›b, c\nd«»: e\n", "`,` or `]` is missing here"),
    Case("a: «»\"b\n---\nc: d\n", "these quotes are never closed"),
    Case("a: «»'b\n", "these quotes are never closed"),
    Case("a:\n«»\t- b\n", "a tab stands where spaces indent"),
    Case("a: «»@b\n", "no value can begin with this character"),
    Case("a: «»`b`\n", "no value can begin with this character"),
    Case("a: \"«»\\q\"\n", "an escape that does not exist"),
    Case("a: \"\\x«»4\"\n", "an escape without its hexadecimal digits"),
    Case("‹x›:\n  a: b\n «»c: d\n", "this is neither the next key of the mapping nor its end"),
    Case("‹-› a\n«»b: c\n", "this is neither the next item of the list nor its end"),
    Case("é: b\n«»é é\n", "this line has no `:` after its key"),
    Case(
      "\(String(repeating: "[", count: 32))«[»\(String(repeating: "]", count: 33))",
      "more than 32 lists and mappings stand in each other"),
    Case(
      "a: b\n---\n\(String(repeating: "{a: ", count: 32))«{»", "more than 32 lists and mappings stand in each other",
      kept: ["{a: b}"]),
    Case(
      "a: \(String(repeating: "[", count: 31))\(String(repeating: "]", count: 31))\n---\n\(String(repeating: "- ", count: 32))«-» a",
      "more than 32 lists and mappings stand in each other",
      kept: ["{a: \(String(repeating: "[", count: 31))\(String(repeating: "]", count: 31))}"]),
  ]

  /// The text without its marks, and the ranges of bytes that they stood around.
  private static func unmarked(_ text: String) -> (text: String, places: [Range<Int>], related: [Range<Int>]) {
    var plain = ""
    var starts: [Unicode.Scalar: Int] = [:]
    var (places, related): ([Range<Int>], [Range<Int>]) = ([], [])
    for scalar in text.unicodeScalars {
      let offset = plain.utf8.count
      switch scalar {
      case "«", "‹": starts[scalar] = offset
      case "»": places.append((starts["«"] ?? 0)..<offset)
      case "›": related.append((starts["‹"] ?? 0)..<offset)
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return (plain, places, related)
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF, 0x0A], "bytes that are not UTF-8", 3..<4),
      ([0x23, 0xC3], "bytes that are not UTF-8", 1..<2),
      ([0x23, 0xC0, 0x80], "bytes that are not UTF-8", 1..<2),
      ([0x23, 0xED, 0xA0, 0x80], "bytes that are not UTF-8", 1..<2),
      ([0x23, 0xF4, 0x90, 0x80, 0x80], "bytes that are not UTF-8", 1..<2),
      ([0x23, 0xE2, 0x82, 0x41], "bytes that are not UTF-8", 1..<3),
      ([0xFF, 0xFE, 0x61, 0x00], "the file is UTF-16, not UTF-8", 0..<2),
      ([0xFE, 0xFF, 0x00, 0x61], "the file is UTF-16, not UTF-8", 0..<2),
      ([0xFF, 0xFE, 0x00, 0x00], "the file is UTF-32, not UTF-8", 0..<4),
      ([0x00, 0x00, 0xFE, 0xFF], "the file is UTF-32, not UTF-8", 0..<4),
    ] as [([UInt8], String, Range<Int>)])
  func refusesOtherEncodings(_ bytes: [UInt8], _ message: String, _ place: Range<Int>) {
    let parsed = parse(bytes)
    #expect(parsed.findings.first?.message == message)
    #expect(parsed.findings.first?.span.range == place)
    #expect(parsed.documents.isEmpty)
  }

  @Test func acceptsUTF8AsTheStandardLibraryDoes() {
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    for _ in 0..<20000 {
      let leads: [UInt8] = [0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5]
      let bytes = (0..<4).map { _ in
        Bool.random(using: &random)
          ? leads.randomElement(using: &random)! : UInt8.random(in: 0x80...0xBF, using: &random)
      }
      let character = UTF8Character(bytes.span, at: 0)
      let expected = String(validating: bytes.prefix(character.length), as: UTF8.self)?.unicodeScalars.first?.value
      guard character.value == expected else {
        Issue.record("seed \(random.seed): \(bytes)")
        return
      }
    }
  }
}

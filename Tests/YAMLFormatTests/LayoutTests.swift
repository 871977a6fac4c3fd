import Diagnostics
import Testing
import YAMLFormat

/// What canonical layout is, by example.
@Suite struct LayoutTests {
  private static let order = FieldOrder.fields([
    ("key", .any), ("owner", .any), ("limits", .fields([("default", .any), ("max", .any)])), ("names", .names(.any)),
    ("secrets", .records(.fields([("handle", .any), ("expires", .any)]))),
  ])

  @Test(arguments: LayoutCase.all)
  func hasOneLayout(sample: LayoutCase) throws {
    let once = try format(sample.before)
    #expect(once == sample.after)
    #expect(try format(once) == once, "the second run changes it")
  }

  @Test(arguments: LayoutCase.kept)
  func leavesAlone(text: String) throws {
    #expect(try format(text) == text)
  }

  @Test func refusesWhatCannotBeRead() {
    for text in ["a: [", "a: &b c", "a: 1\na: 2", "a: b # \u{2028}c: d"] {
      #expect(throws: YAMLFormatFailure.unreadable) { try format(text) }
    }
  }

  private func format(_ text: String) throws -> String {
    let file = SourceFile(path: "keys/a.yaml", bytes: Array(text.utf8))
    return String(decoding: try YAMLFormatter.format(file, order: LayoutTests.order), as: UTF8.self)
  }
}

import Diagnostics
import TestSupport
import Testing
import YAMLFormat
import YAMLSource

/// What holds for every file that can be read.
@Suite struct PropertyTests {
  private let order = FieldOrder.fields([
    ("alpha", .any), ("group", .fields([("alpha", .any), ("zeta", .any)])),
    ("list", .records(.fields([("zeta", .any)]))),
    ("zeta", .any),
  ])

  @Test func formatsOnceAndForAll() throws {
    var random = SeededGenerator(printing: "YAML streams")
    var (formatted, changed) = (0, 0)
    for _ in 0..<2_000 {
      let text = RandomYAML.text(using: &random)
      guard let once = try format(text, of: text) else { continue }
      let twice = try format(once, of: text)
      guard twice == once else {
        Issue.record("the second run changes the result of:\n\(text)\n=== once\n\(once)\n=== twice\n\(twice ?? "")")
        return
      }
      formatted += 1
      if once != text { changed += 1 }
    }
    print("\(formatted) of 2000 streams could be read, \(changed) were changed")
    #expect(formatted > 500)
    #expect(changed > formatted / 2)
  }

  /// Nil for a text that is refused anyway.
  private func format(_ text: String, of original: String) throws -> String? {
    let file = SourceFile(path: "keys/a.yaml", bytes: Array(text.utf8))
    do {
      return String(decoding: try YAMLFormatter.format(file, order: order), as: UTF8.self)
    } catch {
      switch error {
      case .unreadable: return nil
      case .changesMeaning:
        Issue.record("has no canonical layout:\n\(text)\n=== of\n\(original)")
        throw error
      }
    }
  }
}

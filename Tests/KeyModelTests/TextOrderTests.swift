import KeyModel
import TestSupport
import Testing

/// Many texts put in order by their first bytes as numbers.
@Suite struct TextOrderTests {
  @Test func ordersByBytesAndKeepsEqualOnesAsTheyCame() {
    var random = SeededGenerator(printing: "orders of texts")
    for _ in 0..<500 {
      // Few letters, zero among them, and lengths around both borders of what is compared as numbers.
      let texts = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        let length = [0, 1, 7, 8, 9, 15, 16, 17, 30].randomElement(using: &random) ?? 0
        return Text(String((0..<length).map { _ in "\0aé".randomElement(using: &random) ?? "a" }))
      }
      let expected = texts.indices.sorted { one, other in
        let (first, second) = (Array(texts[one].utf8), Array(texts[other].utf8))
        return first == second ? one < other : first.lexicographicallyPrecedes(second)
      }
      var column = TextColumn()
      for text in texts { column.append(text.utf8.span) }
      #expect(TextOrder(column).places == expected)
    }
  }
}

import Testing

@testable import Diagnostics

@Suite struct LineTableTests {
  @Test func countsAsANaiveWalkDoes() {
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    for _ in 0..<6 {
      var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
      for _ in 0..<Int.random(in: 0...4000, using: &random) {
        text.unicodeScalars.append(
          contentsOf: ["a", "é", "日", "🔑", "\n", "\r\n", "\r"].randomElement(using: &random)!.unicodeScalars)
      }
      let lines = LineTable(Array(text.utf8))
      var (offset, line, column) = (0, 1, 1)
      for scalar in text.unicodeScalars {
        if scalar != "\u{FEFF}" {
          guard lines.line(of: offset) == line, lines.column(of: offset) == column else {
            Issue.record("seed \(random.seed), offset \(offset)")
            return
          }
          column += 1
        }
        if scalar == "\n" { (line, column) = (line + 1, 1) }
        offset += String(scalar).utf8.count
      }
      #expect(lines.line(of: offset) == line && lines.column(of: offset) == column, "seed \(random.seed)")
    }
  }
}

internal import TestSupport

/// Changes text by its lines, words and indentation.
struct LineMutator: InputMutator {
  func mutated(_ input: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).map { [UInt8]($0) }
    for _ in 0..<Int.random(in: 1...3, using: &random) { change(&lines, using: &random) }
    return Array(lines.joined(separator: [0x0A]))
  }

  private func change(_ lines: inout [[UInt8]], using random: inout SeededGenerator) {
    let place = Int.random(in: 0..<lines.count, using: &random)
    let other = Int.random(in: 0..<lines.count, using: &random)
    let block = place..<min(lines.count, place + Int.random(in: 1...6, using: &random))
    switch Int.random(in: 0..<9, using: &random) {
    case 0 where lines.count > block.count: lines.removeSubrange(block)
    case 1: lines.insert(contentsOf: lines[block], at: other)
    case 2: lines.swapAt(place, other)
    case 3: indent(&lines, block, using: &random)
    case 4: lines[place] = replacingWord(of: lines[place], by: word(of: lines[other], using: &random), using: &random)
    case 5: lines[place] += lines[other]
    case 6: lines[place] += Array(Self.endings.randomElement(using: &random) ?? "".utf8)
    case 7: lines[place] = Array(lines[place].prefix { $0 != 0x3A }) + lines[other].drop { $0 != 0x3A }
    default: lines.insert(Array((Self.lines.randomElement(using: &random) ?? "").utf8), at: place)
    }
  }

  private static let endings = [" # comment", ":", " |", " >-", " ", ",", "]", " {", "'", "\"", "\r"].map(\.utf8)
  private static let lines = [
    "---", "...", "- ", "", "# comment", "  # comment", "? a", ": b", "key: a", "- - a", "  - {}",
  ]

  private func indent(_ lines: inout [[UInt8]], _ block: Range<Int>, using random: inout SeededGenerator) {
    let step = Int.random(in: -3...3, using: &random)
    for index in block {
      let blanks = lines[index].prefix { $0 == 0x20 }.count
      lines[index].replaceSubrange(0..<blanks, with: Array(repeating: 0x20, count: max(0, blanks + step)))
    }
  }

  /// Where the words of `line` stand.
  private func words(of line: [UInt8]) -> [Range<Int>] {
    var (words, start): ([Range<Int>], Int) = ([], 0)
    for index in 0...line.count where index == line.count || " ,:[]{}\"'/=".utf8.contains(line[index]) {
      if index > start { words.append(start..<index) }
      start = index + 1
    }
    return words
  }

  private func word(of line: [UInt8], using random: inout SeededGenerator) -> ArraySlice<UInt8> {
    words(of: line).randomElement(using: &random).map { line[$0] } ?? []
  }

  private func replacingWord(
    of line: [UInt8], by word: ArraySlice<UInt8>, using random: inout SeededGenerator
  ) -> [UInt8] {
    guard let place = words(of: line).randomElement(using: &random) else { return line + word }
    return Array(line[..<place.lowerBound] + word + line[place.upperBound...])
  }
}

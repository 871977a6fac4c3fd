internal import Foundation

/// A Markdown document whose code blocks are run: `console` blocks show commands and their output, `sh` blocks are only
/// run, and what stands below `<!-- skip -->` is not.
struct Transcript {
  /// A command and what it should print.
  struct Step {
    /// The lines of the document that it stands in, its output included.
    var lines: Range<Int>
    /// The text of the command, without prompts.
    var command: String
    /// The lines that it should print; nil where any will do.
    var expected: [String]?
  }

  /// The document's lines.
  let lines: [String]
  /// Its commands, in order.
  let steps: [Step]

  /// The transcript in `text`.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var steps: [Step] = []
    var start: Int?
    for (number, line) in lines.enumerated() where line.hasPrefix("```") {
      guard let begin = start else {
        start = number
        continue
      }
      if !Transcript.isSkipped(begin, lines) { steps += Transcript.steps(begin + 1..<number, lines[begin], lines) }
      start = nil
    }
    self.steps = steps
  }

  private static func isSkipped(_ fence: Int, _ lines: [String]) -> Bool {
    lines[..<fence].last { !$0.isEmpty } == "<!-- skip -->"
  }

  private static func steps(_ block: Range<Int>, _ fence: String, _ lines: [String]) -> [Step] {
    switch fence {
    case "```sh": [Step(lines: block, command: lines[block].joined(separator: "\n"), expected: nil)]
    case "```console": console(block, lines)
    default: []
    }
  }

  private static func console(_ block: Range<Int>, _ lines: [String]) -> [Step] {
    var steps: [Step] = []
    for number in block {
      let line = lines[number]
      let last = steps.count - 1
      if line.hasPrefix("$ ") {
        steps.append(Step(lines: number..<number + 1, command: String(line.dropFirst(2)), expected: []))
      } else if last >= 0 {
        let continues = steps[last].expected?.isEmpty ?? true
        if continues, line == ">" || line.hasPrefix("> ") {
          steps[last].command += "\n" + line.dropFirst(2)
        } else {
          steps[last].expected?.append(line)
        }
        steps[last].lines = steps[last].lines.lowerBound..<number + 1
      }
    }
    return steps
  }

  /// The document with the output of each step replaced by what `outputs` has for it.
  func recording(_ outputs: [[String]]) -> String {
    var recorded = lines
    for (step, output) in zip(steps, outputs).reversed() {
      guard let expected = step.expected else { continue }
      let place = step.lines.upperBound - expected.count..<step.lines.upperBound
      recorded.replaceSubrange(place, with: Transcript.merged(expected, output))
    }
    return recorded.joined(separator: "\n")
  }

  /// `output`, with the lines of `expected` that it matches, so that a `…` stays where it was.
  private static func merged(_ expected: [String], _ output: [String]) -> [String] {
    var rest = expected[...]
    return output.map { line in
      guard let found = rest.firstIndex(where: { LinePattern($0).matches(line) }) else { return line }
      rest = expected[(found + 1)...]
      return expected[found]
    }
  }
}

/// A line of expected output, in which `…` stands for any run of characters.
struct LinePattern {
  private let parts: [String]

  init(_ line: String) {
    parts = line.components(separatedBy: "…")
  }

  func matches(_ line: String) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return parts.first == line }
    guard line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}

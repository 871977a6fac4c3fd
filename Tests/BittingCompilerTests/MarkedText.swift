import KeyModel

/// The text of a case's file, with the marks taken out: `scopes: [⟦grant-above-ceiling: webhooks:admin⟧]`.
struct MarkedText {
  /// What is left, which is what the compiler gets.
  private(set) var bytes: [UInt8] = []
  /// What stood between `⟦` and `⟧`, with the rule that is to find it.
  private(set) var marks: [Mark] = []

  struct Mark: Hashable {
    let rule: String
    let range: Range<Int>
  }

  /// Reads `text`; nil if a mark is not closed, or names no rule.
  init?(_ text: String) {
    var open: [(rule: String, start: Int)] = []
    var rest = MarkedText.expand(text)[...]
    while let character = rest.popFirst() {
      switch character {
      case "⟦":
        guard let end = rest.firstRange(of: ": ") else { return nil }
        open.append((String(rest[..<end.lowerBound]), bytes.count))
        rest = rest[end.upperBound...]
      case "⟧":
        guard let mark = open.popLast() else { return nil }
        marks.append(Mark(rule: mark.rule, range: mark.start..<bytes.count))
      default:
        bytes += Array(String(character).utf8)
      }
    }
    guard open.isEmpty else { return nil }
  }

  /// Digests and secrets are long, and no valid one should lie about: `«4f»` is a digest of `4f4f…`, `«shop_live_»` a
  /// token of that lead, `«identity»` an age identity, `«signing-key»` a minisign secret key.
  private static func expand(_ text: String) -> String {
    text.split(separator: "«", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index > 0, let end = part.firstIndex(of: "»") else { return String(part) }
      let short = String(part[..<end])
      return expanded(short) + part[part.index(after: end)...]
    }.joined()
  }

  private static func expanded(_ short: String) -> String {
    switch short {
    case "identity": "AGE-SECRET-" + "KEY-1" + String(repeating: "QPZRY9X8", count: 8).prefix(58)
    case "signing-key": "RWQA" + "AEIy" + String(repeating: "AbC+/123", count: 26).prefix(203) + "="
    case _ where short.hasSuffix("_"): token(short)
    default: String(repeating: short, count: 64 / short.count)
    }
  }

  private static func token(_ lead: String) -> String {
    let body = lead + "k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo"
    let checksum = TokenForm.checksum(of: body.utf8.span)
    return body + checksum.indices.map { String(Unicode.Scalar(checksum[$0])) }.joined()
  }
}

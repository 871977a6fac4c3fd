internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// A network or an address that is not written as one.
enum MalformedNetwork: Rule {
  /// A network; where only the bits after its prefix are wrong the help names the block.
  static func malformed(_ node: YAMLNode, field: String, kind: String, help: String) -> Finding {
    guard let nearest = node.withText({ Network.nearest(to: $0) }) else {
      return finding("`\(quoted(node.text))` is not \(kind)", at: node.span, help: help)
    }
    // As a network it is right: one address is wanted.
    if node.withText({ Network(parsing: $0) }) == nearest {
      return finding("`\(quoted(node.text))` is a network, not \(kind)", at: node.span, help: help)
    }
    return finding(
      "`\(quoted(node.text))` has bits set after its prefix", at: node.span,
      help: "the block is `\(nearest)`; one address is written without a prefix")
  }

  static let page = RulePage.sound(
    "malformed-network",
    summary: "a network that is none, or that has bits set after its prefix",
    why: """
      `203.0.113.7/24` may mean one address or 256. A block has to be written with the bits after its prefix cleared, so
      that what is read is what is allowed.
      """,
    wrong: """
      networks: [203.0.113.7/24, 010.0.0.1]
      """,
    right: """
      networks: [203.0.113.0/24, 10.0.0.1]
      """)
}

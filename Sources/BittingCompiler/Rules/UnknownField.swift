internal import Diagnostics
internal import YAMLSource

/// A field that nothing reads.
enum UnknownField: Rule {
  /// A key of a mapping that is none of the `known` ones.
  static func found(_ key: YAMLNode, in subject: String, known: [String]) -> Finding {
    let name = key.text
    let help = NearName.help(for: name, among: known) ?? fields(known)
    return finding("\(subject) has no field `\(quoted(name))`", at: key.span, help: help)
  }

  private static func fields(_ known: [String]) -> String {
    "the fields are " + known.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  static let page = RulePage.sound(
    "unknown-field",
    summary: "a field that nothing reads",
    why: """
      A misspelt `expires` would mean a key that never ends. So a field is either read or reported, everywhere, and the
      name that was probably meant is told.
      """,
    wrong: """
      key: acme-sync
      expire: 2027-09-01
      """,
    right: """
      key: acme-sync
      expires: 2027-09-01
      """)
}

internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// The pages of `bitting explain`: rules, denial reasons, open failures, and what `bitting test` and `review` speak of.
enum ExplainPages {
  /// All pages named `name`, as `expired` is said of a token and of a bundle; nil if nothing is called so.
  static func page(named name: String) -> String? {
    let pages = [
      Rules.page(named: name).map(page), DenialReason(name).map(DenialPages.page), OpenFailurePages.page(named: name),
      TestPages.page(named: name), ChangePages.page(named: name),
    ].compactMap { $0 }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  /// Everything that has a page, one line each.
  static var index: String {
    let rules = Rules.pages.map { ($0.name, "\($0.severity.name): \($0.summary)") }
    let reasons = DenialReason.allCases.map { ($0.description, DenialPages.summary(of: $0)) }
    return section("Rules", rules) + "\n" + section("Denial reasons", reasons) + "\n"
      + section("Open failures", OpenFailurePages.summaries) + "\n"
      + section("Tests", TestPages.summaries) + "\n" + section("Changes", ChangePages.summaries)
  }

  /// The names of all pages.
  static var names: [String] {
    Rules.pages.map(\.name) + DenialReason.allCases.map(\.description)
      + (OpenFailurePages.summaries + TestPages.summaries + ChangePages.summaries).map(\.0)
  }

  /// What was probably meant, or where to look.
  static func hint(for name: String) -> String {
    if let meant = Rules.nearest(to: name, among: names) ?? onlyName(beginningWith: name) {
      return "did you mean `\(meant)`?"
    }
    return "`bitting explain` lists everything that can be explained"
  }

  /// The name that a few of its letters tell from all others; nil if they do not.
  private static func onlyName(beginningWith start: String) -> String? {
    let found = names.filter { $0.utf8.starts(with: start.utf8) }
    return start.utf8.count > 2 && found.count == 1 ? found[0] : nil
  }

  private static func section(_ title: String, _ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.utf8.count).max() ?? 0
    let lines = rows.map { name, summary in
      "  \(name)\(String(repeating: " ", count: width - name.utf8.count))  \(summary)\n"
    }
    return "\(title)\n" + lines.joined()
  }

  private static func page(of rule: RulePage) -> String {
    let weight = rule.isConfigurable ? "\(rule.severity.name), unless `rules` says otherwise" : "always an error"
    return """
      \(rule.name) (\(weight))
      \(rule.summary)

      \(rule.why)

      Found in:

      \(indented(rule.wrong))

      Not found in:

      \(indented(rule.right))

      """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
  }
}

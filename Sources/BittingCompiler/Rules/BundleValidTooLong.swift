internal import Diagnostics
internal import KeyModel

/// Services may go on with a very old bundle.
enum BundleValidTooLong: Rule {
  /// The longest that is not too long: 31 days.
  static let limit = TimeSpan(seconds: 31 * 86_400)

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard let validFor = catalog.declarations.project?.validFor, validFor.value > limit else { return }
    report.append(
      finding(
        "a bundle is good for `\(validFor.value)`, longer than `\(limit)`", at: validFor.span,
        help: "build more often, and let bundles end after some days"))
  }

  static let page = RulePage(
    "bundle-valid-too-long", .warning,
    summary: "a bundle is good for more than 31 days",
    why: """
      Whoever can keep new bundles from a service keeps every grant and every secret alive that was in the last one. The
      end of the bundle is the end of that.
      """,
    wrong: """
      bundle: { valid_for: 365d }
      """,
    right: """
      bundle: { valid_for: 7d }
      """)
}

internal import Diagnostics
internal import KeyModel

/// One signature is enough for a bundle.
enum SingleSigner: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard let project = catalog.declarations.project, let signer = project.signers.first else { return }
    // A threshold that could not be read is an error of its own.
    guard project.threshold.map({ $0.value == 1 }) ?? true, !project.unread.contains("threshold") else { return }
    report.append(
      finding(
        "one signature is enough for a bundle", at: project.threshold?.span ?? signer.span,
        help: "list a second signer, on another machine, and set `threshold: 2`"))
  }

  static let page = RulePage(
    "single-signer", .note,
    summary: "one signature is enough for a bundle to be trusted",
    why: """
      Whoever takes over the one machine that signs can grant anything to anybody. With a threshold of two, two machines
      have to agree on the same bytes.
      """,
    wrong: """
      bundle:
        signers: [RWQf6LRCGA9i5…]
        threshold: 1
      """,
    right: """
      bundle:
        signers: [RWQf6LRCGA9i5…, RWTqJsjbU+Rd1…]
        threshold: 2
      """)
}

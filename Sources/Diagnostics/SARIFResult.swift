/// What a SARIF report tells of one finding.
public struct SARIFResult: Sendable {
  let finding: LocatedFinding
  let details: [String]
  let markdown: String?
  let isInformation: Bool

  /// `finding`, with `details` on a line each below its message. Tokens are cut in them.
  ///
  /// `markdown` says the same as message and details for viewers that show it, and was made with ``MarkdownText``. What
  /// `isInformation` is nothing to put right, whatever the finding weighs.
  public init(
    _ finding: LocatedFinding, details: [String] = [], markdown: String? = nil, isInformation: Bool = false
  ) {
    self.finding = finding
    self.details = details.map(TokenRedactor.redact)
    self.markdown = markdown.map(TokenRedactor.redact)
    self.isInformation = isInformation
  }

  /// The weight that the report tells; of a result that is no failure it is `none` (SARIF, §3.27.10).
  var level: String { isInformation ? "none" : finding.severity.name }
}

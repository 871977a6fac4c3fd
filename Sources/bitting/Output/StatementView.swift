internal import BittingRuntime
internal import BundleFormat
internal import Diagnostics
internal import KeyModel
internal import Minisign

/// What a bundle states, for people and for programs.
struct StatementView {
  private let statement: BundleStatement
  private let signers: [MinisignPublicKey]
  private let now: Instant

  init(_ statement: BundleStatement, _ signers: [MinisignPublicKey], at now: Instant) {
    self.statement = statement
    self.signers = signers
    self.now = now
  }

  /// Whether `file` says of itself that it is a bundle; nothing of it is verified.
  static func isBundle(_ file: [UInt8]) -> Bool {
    guard let bundle = try? SealedBundle(parsing: file.span) else { return false }
    return bundle.signatures[0].trustedComment.starts(with: "bitting ".utf8)
  }

  /// One fact on each line.
  var text: String {
    """
    service      \(statement.service)
    environment  \(statement.environment)
    issued       \(statement.issued)
    expires      \(statement.expires) (\(expiry))
    sequence     \(statement.sequence)
    content      \(statement.content)
    commit       \(commit)
    signers      \(signers.map(\.description).joined(separator: ", "))

    """
  }

  private var expiry: String {
    guard now < statement.expires else { return "has expired" }
    let left = statement.expires.since(now)
    let hours = left.seconds / 3_600
    return hours >= 48 ? "in \(hours / 24) days" : "in \(hours) hours"
  }

  private var commit: String {
    guard let commit = statement.commit else { return "none" }
    return "\(commit)\(statement.isDirty ? ", with changes" : "")"
  }

  /// The same for programs.
  var members: [(name: String, value: JSONValue)] {
    [
      ("service", .string(statement.service.description)), ("environment", .string(statement.environment.description)),
      ("issued", .string(statement.issued.description)), ("expires", .string(statement.expires.description)),
      ("sequence", .int(Int(statement.sequence))), ("content", .string(statement.content.description)),
      ("commit", .string(orNull: statement.commit?.description)), ("dirty", .bool(statement.isDirty)),
      ("signers", .array(signers.map { .string($0.description) })),
    ]
  }
}

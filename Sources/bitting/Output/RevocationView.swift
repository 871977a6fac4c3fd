internal import BittingRuntime
internal import BundleFormat
internal import Diagnostics
internal import KeyModel
internal import Minisign

/// What a revocation list states, for people and for programs.
struct RevocationView {
  private let statement: RevocationStatement
  private let signers: [MinisignPublicKey]

  init(_ statement: RevocationStatement, _ signers: [MinisignPublicKey]) {
    self.statement = statement
    self.signers = signers
  }

  /// Whether `file` says of itself that it is a revocation list; nothing of it is verified.
  static func isList(_ file: [UInt8]) -> Bool {
    guard let list = try? SealedRevocations(parsing: file.span) else { return false }
    return list.signatures[0].trustedComment.starts(with: "\(RevocationStatement.word) ".utf8)
  }

  /// One fact on each line.
  var text: String {
    """
    project      \(statement.project)
    issued       \(statement.issued)
    sequence     \(statement.sequence)
    revoked      \(statement.count) secret\(statement.count == 1 ? "" : "s")
    signers      \(signers.map(\.description).joined(separator: ", "))

    """
  }

  /// The same for programs.
  var members: [(name: String, value: JSONValue)] {
    [
      ("project", .string(statement.project.description)), ("issued", .string(statement.issued.description)),
      ("sequence", .int(Int(statement.sequence))), ("revoked", .int(statement.count)),
      ("signers", .array(signers.map { .string($0.description) })),
    ]
  }
}

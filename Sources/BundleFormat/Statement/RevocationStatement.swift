public import KeyModel

/// What the signers of a revocation list state, known before a digest is read (Revocations.md, "Trusted comment").
public struct RevocationStatement: Hashable, Sendable {
  /// The project whose secrets are revoked.
  public let project: Name
  /// When the list was made; a later one replaces an earlier one.
  public let issued: Instant
  /// How many digests follow.
  public let count: Int

  /// A statement of these facts.
  public init(project: Name, issued: Instant, count: Int) {
    self.project = project
    self.issued = issued
    self.count = count
  }

  /// The number that only grows, apart from that of bundles: the seconds of ``issued``.
  public var sequence: Int64 { issued.seconds }
}

extension RevocationStatement: CustomStringConvertible {
  /// What a trusted comment of this kind begins with. No bundle's does.
  public static let word: StaticString = "bitting-revocations"

  /// The statement that `comment` writes, in exactly one way: single spaces, the fields in order, canonical numbers.
  @_optimize(size)
  public init(parsing comment: Span<UInt8>) throws(BundleStatement.Failure) {
    var cursor = FieldCursor(comment, separator: 0x20)
    guard let word = cursor.next(), word.equals(RevocationStatement.word) else { throw .malformed }
    guard let version = cursor.next()?.decimal else { throw .malformed }
    guard version == 1 else { throw .unsupportedVersion }
    guard let project: Name = cursor.value("project"),
      let sequence = cursor.next("sequence")?.decimal,
      let issued = cursor.instant("issued"), issued.seconds == sequence,
      let count = cursor.next("count")?.decimal, count <= BundleLimits.revocations,
      cursor.isAtEnd
    else { throw .malformed }
    self.init(project: project, issued: issued, count: Int(count))
  }

  /// The trusted comment.
  public var description: String {
    "\(RevocationStatement.word) 1 project=\(project) sequence=\(sequence) issued=\(issued) count=\(count)"
  }
}

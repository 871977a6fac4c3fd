internal import KeyModel

extension BundleStatement: CustomStringConvertible {
  /// Why a trusted comment is not a statement.
  public enum Failure: Error, Hashable, Sendable {
    /// Another version of the statement.
    case unsupportedVersion
    /// Anything but the exact form.
    case malformed
  }

  /// The statement that `comment` writes, in exactly one way: single spaces, the fields in order, canonical numbers.
  @_optimize(size)
  public init(parsing comment: Span<UInt8>) throws(Failure) {
    var cursor = FieldCursor(comment, separator: 0x20)
    guard let word = cursor.next(), word.equals("bitting") else { throw .malformed }
    guard let version = cursor.next()?.decimal else { throw .malformed }
    guard version == 1 else { throw .unsupportedVersion }
    guard let statement = BundleStatement(fields: &cursor), cursor.isAtEnd else { throw .malformed }
    self = statement
  }

  @_optimize(size)
  private init?(fields cursor: inout FieldCursor) {
    guard let service: Name = cursor.value("service"),
      let environment: EnvironmentName = cursor.value("environment"),
      let sequence = cursor.next("sequence")?.decimal,
      let issued = cursor.instant("issued"), issued.seconds == sequence,
      let expires = cursor.instant("expires"),
      let content: ContentDigest = cursor.value("content"),
      let commit = cursor.next("commit")
    else { return nil }
    let commitID = CommitID(parsing: commit)
    guard commitID != nil || commit.equals("none") else { return nil }
    guard let dirty = cursor.next("dirty"), dirty.equals("yes") || dirty.equals("no") else { return nil }
    self.init(
      service: service, environment: environment, issued: issued, expires: expires, content: content,
      commit: commitID, isDirty: dirty.equals("yes"))
  }

  /// The trusted comment.
  public var description: String {
    "bitting 1 service=\(service) environment=\(environment) sequence=\(sequence) issued=\(issued) expires=\(expires)"
      + " content=\(content) commit=\(commit?.description ?? "none") dirty=\(isDirty ? "yes" : "no")"
  }
}

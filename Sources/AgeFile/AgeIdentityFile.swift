/// What a file of identities, as `age-keygen` writes it, holds: one a line; empty lines and lines that begin with `#`
/// say nothing.
public struct AgeIdentityFile: Sendable {
  /// Why a file of identities was not taken.
  public enum Failure: Error, Hashable, Sendable {
    /// It is longer than ``AgeLimits/identityFileByteCount``.
    case tooLarge
    /// This line, counted from 1, is neither an identity nor a comment.
    case malformed(line: Int)
    /// No line is an identity.
    case noIdentity
  }

  /// The identities, at least one, in the order of the file.
  public let identities: [AgeIdentity]

  /// Reads all of `file`. A CR before the LF is left out, as the reference implementation does.
  public init(parsing file: Span<UInt8>) throws(Failure) {
    guard file.count <= AgeLimits.identityFileByteCount else { throw .tooLarge }
    var identities: [AgeIdentity] = []
    var start = 0
    var number = 0
    while start < file.count {
      number += 1
      var end = start
      while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
      let next = end + 1
      if end > start, file[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if end > start, file[start] != UInt8(ascii: "#") {
        guard let identity = try? AgeIdentity(file.extracting(start..<end)) else { throw .malformed(line: number) }
        identities.append(identity)
      }
      start = next
    }
    guard !identities.isEmpty else { throw .noIdentity }
    self.identities = identities
  }
}

internal import Sodium

/// The signatures at the head of a file that is signed in place: none, one or several, four lines each.
public struct MinisignSignatures: Hashable, Sendable {
  /// In the order of the file. They may be by the same key.
  public let signatures: [MinisignSignature]
  /// How many bytes the signatures take; what they are over begins there and goes to the end of the file.
  public let byteCount: Int

  /// The signatures at the head of `file`, up to the first line that does not begin one.
  ///
  /// No more than `limit` are read; one more is ``MinisignFailure/tooManySignatures``. No byte behind the signatures
  /// is looked at, but for the label of another.
  public init(atHeadOf file: Span<UInt8>, limit: Int) throws(MinisignFailure) {
    var cursor = LineCursor()
    var signatures: [MinisignSignature] = []
    while file.extracting(cursor.position..<file.count).starts(with: "untrusted comment: ") {
      guard signatures.count < limit else { throw .tooManySignatures }
      signatures.append(try MinisignSignature(in: file, at: &cursor))
    }
    self.signatures = signatures
    self.byteCount = cursor.position
  }
}

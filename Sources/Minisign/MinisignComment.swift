/// A comment line of the format.
package enum MinisignComment {
  /// Whether `comment` may stand behind its label: printable ASCII, so that showing it is harmless, of which at most
  /// `limit` bytes.
  package static func isAcceptable(_ comment: Span<UInt8>, limit: Int) -> Bool {
    guard comment.count <= limit else { return false }
    for index in comment.indices where !(0x20...0x7E).contains(comment[index]) { return false }
    return true
  }
}

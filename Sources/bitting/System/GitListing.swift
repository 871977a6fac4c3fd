/// What a commit holds of the declarations.
struct GitListing {
  /// What stands under `keys/` and `policies/`.
  private(set) var entries: [GitEntry] = []
  /// Whether a file of attributes stands there, or beside them or in a folder above, so that git may check files out
  /// with other bytes than it holds.
  private(set) var hasAttributes = false
  /// Whether the declarations stand in git's order, each once.
  private(set) var isInOrder = true
  private var order = GitOrder()

  /// Adds `entry`, whose path is relative to the folder of the declarations.
  mutating func add(_ entry: GitEntry) {
    if entry.path.suffix(GitListing.attributes.count).elementsEqual(GitListing.attributes) { hasAttributes = true }
    // Only attributes were asked for elsewhere.
    guard entry.path.first != 0x2E else { return hasAttributes = true }
    isInOrder = order.allows(entry.path) && isInOrder
    entries.append(entry)
  }

  private static let attributes = Array("/.gitattributes".utf8)
}

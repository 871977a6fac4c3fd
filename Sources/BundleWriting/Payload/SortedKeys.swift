internal import BundleFormat
internal import KeyModel

/// The keys of a content by name. Tables speak of a key by its place here.
struct SortedKeys {
  let keys: [BundleContent.Key]

  init(_ content: BundleContent) throws(PayloadFailure) {
    guard content.keys.count <= BundleLimits.keys else { throw .tooMany(.keys) }
    // A catalog has them in order.
    keys = SortedKeys.areInOrder(content.keys) ? content.keys : content.keys.sorted { $0.id < $1.id }
    for index in keys.indices.dropFirst() where keys[index - 1].id == keys[index].id {
      throw .duplicateKey(keys[index].id)
    }
  }

  private static func areInOrder(_ keys: [BundleContent.Key]) -> Bool {
    for index in keys.indices.dropFirst() where !(keys[index - 1].id < keys[index].id) { return false }
    return true
  }

  /// The place of the key `id`; nil if it is not in the bundle.
  func place(of id: KeyID) -> Int? { keys.place(of: id, by: \.id) }
}

import Diagnostics

/// The keys of a large mapping by a hash of what they say.
///
/// The hash has a secret that differs in each run, so nobody can write keys that collide.
struct KeySet {
  private var nodes: [Int: Int32] = [:]

  /// The node that `isSame` holds for, else nil after `node` has been added.
  mutating func insert(_ node: Int, saying text: Span<UInt8>, isSame: (Int) -> Bool) -> Int? {
    var hasher = Hasher()
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    var hash = hasher.finalize()
    while let other = nodes[hash] {
      if isSame(Int(other)) { return Int(other) }
      hash &+= 1
    }
    nodes[hash] = Int32(truncatingIfNeeded: node)
    return nil
  }
}

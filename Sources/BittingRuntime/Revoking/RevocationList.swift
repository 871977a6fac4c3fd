public import BundleFormat
public import KeyModel

/// What is revoked, whatever a bundle says: the digests of every revocation list that a validator has accepted.
///
/// It only grows. A later list that lacks a digest of an earlier one does not give it back.
public struct RevocationList: Sendable {
  /// The sequence of the newest list.
  public let sequence: Int64
  /// BLAKE2b-256 of that list's lines, which tells it from another of the same sequence.
  public let content: ContentDigest
  /// The digests of all the lists.
  let table: RevocationTable

  /// A list of `digests`, in ascending order, each once.
  package init(sequence: Int64, content: ContentDigest, sorted digests: [TokenDigest]) {
    self.sequence = sequence
    self.content = content
    table = RevocationTable(sorted: digests)
  }

  /// How many digests there are.
  public var count: Int { table.count }

  /// The digests, in ascending order.
  public var digests: Span<TokenDigest> {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(table.digests, borrowing: self) }
  }

  /// Whether `digest` is revoked.
  public func contains(_ digest: TokenDigest) -> Bool { table.lookup.contains(digest) }

  /// This list with the digests of `earlier` too; nil if they are more than a validator takes.
  func keeping(_ earlier: RevocationList?) -> RevocationList? {
    guard let earlier else { return self }
    let digests = RevocationList.union(self.digests, earlier.digests)
    guard digests.count <= BundleLimits.revocations else { return nil }
    return RevocationList(sequence: sequence, content: content, sorted: digests)
  }

  /// What is in either of two ascending runs, ascending.
  private static func union(_ one: Span<TokenDigest>, _ other: Span<TokenDigest>) -> [TokenDigest] {
    var (first, second) = (0, 0)
    var digests: [TokenDigest] = []
    digests.reserveCapacity(max(one.count, other.count))
    while first < one.count, second < other.count {
      let next = min(one[first], other[second])
      if one[first] == next { first += 1 }
      if other[second] == next { second += 1 }
      digests.append(next)
    }
    for index in first..<one.count { digests.append(one[index]) }
    for index in second..<other.count { digests.append(other[index]) }
    return digests
  }
}

extension RevocationList: Hashable {
  /// Whether both come from the same newest list and hold the same digests.
  public static func == (one: RevocationList, other: RevocationList) -> Bool {
    guard one.sequence == other.sequence, one.content == other.content, one.count == other.count else { return false }
    let (digests, others) = (one.digests, other.digests)
    for index in digests.indices where digests[index] != others[index] { return false }
    return true
  }

  /// Feeds what names the newest list to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sequence)
    hasher.combine(content)
    hasher.combine(count)
  }
}

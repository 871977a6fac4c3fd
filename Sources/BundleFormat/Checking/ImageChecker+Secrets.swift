internal import CHints
internal import KeyModel

extension ImageChecker {
  /// The secrets in `range` and those before them are sorted by digest, and what they name is there. Each entry of the index
  /// is the number of secrets in the buckets before it: that is seen of the entries up to the last secret's bucket and from
  /// that of the secret before them on.
  func checkSecrets(_ range: Range<Int>) throws(ImageFailure) {
    let references = References(image)
    let count = image.count(of: .secrets)
    let bits = SecretIndex.bits(for: count)
    var bucket = 0
    var previous = TokenDigest(words: (0, 0, 0, 0))
    if range.lowerBound > 0 {
      previous = image.digest(range.lowerBound - 1)
      bucket = SecretIndex.bucket(of: previous, bits: bits) + 1
    }
    for index in range {
      let digest = image.digest(index)
      try require(index == 0 || previous.words < digest.words)
      fetchOwner(of: min(index &+ ImageChecker.lookahead, count &- 1))
      let own = SecretIndex.bucket(of: digest, bits: bits)
      try checkEntries(from: bucket, through: own, are: index)
      bucket = own + 1
      try checkSecret(index, references)
      previous = digest
    }
    if range.upperBound == count { try checkEntries(from: bucket, through: 1 << bits, are: count) }
  }

  /// How many secrets ahead of the one that is looked at their keys are fetched, which lie anywhere in their section.
  private static var lookahead: Int { 24 }

  /// Has the key of secret `index` fetched. Its number was not looked at yet, so it may lead anywhere; nothing is read.
  @inline(__always)
  private func fetchOwner(of index: Int) {
    let offset = image.keyOffset(Int(image.secret(index).keyIndex))
    unsafe bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe chints_prefetch(UnsafeRawPointer(bitPattern: UInt(bitPattern: start) &+ UInt(bitPattern: offset)))
    }
  }

  private func checkEntries(from first: Int, through last: Int, are secret: Int) throws(ImageFailure) {
    guard first <= last else { return }
    for bucket in first...last { try require(image.indexEntry(bucket) == secret) }
  }

  /// How many there are of what secrets refer to.
  private struct References {
    let keys: Int
    let grantSets: Int
    let networkSets: Int
    let hasForeignTokens: Bool

    init(_ image: borrowing BundleImage) {
      keys = image.count(of: .keys)
      grantSets = image.count(of: .grants) / image.wordsPerGrantSet
      networkSets = image.count(of: .networkSets)
      hasForeignTokens = image.hasForeignTokens
    }
  }

  private func checkSecret(_ index: Int, _ references: References) throws(ImageFailure) {
    let secret = image.secret(index)
    try checkOwner(of: secret, references)
    try require(secret.startSeconds <= Instant.latest.seconds && secret.endSeconds <= Instant.latest.seconds)
    try require(Int(secret.grantSet) < references.grantSets)
    try require(HandleCode.isValid(secret.handleCode))
    try require(secret.handleCode != 0 || references.hasForeignTokens)
    try require(secret.flagBits & ~SecretRecord.Flag.known == 0 && secret.padding == 0)
    try require(Int(secret.networkSet) <= references.networkSets)
    if secret.tenantText > SecretRecord.allTenants { try requireText(secret.tenantText) }
  }

  /// Only a tombstone may be without a key.
  private func checkOwner(of secret: SecretRecord, _ references: References) throws(ImageFailure) {
    guard secret.keyIndex != SecretRecord.noKey else {
      try require(secret.flagBits & SecretRecord.Flag.revoked != 0 && secret.typeIndex == SecretRecord.noType)
      return
    }
    try require(Int(secret.keyIndex) < references.keys)
    try require(secret.typeIndex == image.key(Int(secret.keyIndex)).typeIndex)
  }
}

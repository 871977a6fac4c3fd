internal import KeyModel

extension ImageChecker {
  func checkLimits() throws(ImageFailure) {
    for index in 0..<image.count(of: .limits) {
      let limits = image.limits(index)
      try require(RateUnit(rawValue: limits.unitCode) != nil)
      try require(limits.quotaWindow != nil || (limits.windowCode == 0 && limits.quotaCount == 0))
      let offset = image.offset(.limits, index) + LimitRecord.zero
      try require(bytes.u16(offset) == 0 && bytes.u32(offset + 2) == 0)
    }
  }

  /// Keys are sorted by name.
  func checkKeys() throws(ImageFailure) {
    var previous: UInt32?
    for index in 0..<image.count(of: .keys) {
      let key = image.key(index)
      try requireText(key.id)
      try requireText(key.owner)
      try requireAscending(previous, key.id)
      try require(Int(key.limitIndex) < image.count(of: .limits) && Int(key.typeIndex) < image.count(of: .types))
      previous = key.id
    }
  }

  /// Secrets are sorted by digest, and what they name is there.
  func checkSecrets() throws(ImageFailure) {
    for index in 0..<image.count(of: .secrets) {
      try require(index == 0 || image.digest(index - 1) < image.digest(index))
      let secret = image.secret(index)
      try checkOwner(of: secret)
      try checkFacts(of: secret)
    }
  }

  /// Only a tombstone may be without a key.
  private func checkOwner(of secret: SecretRecord) throws(ImageFailure) {
    guard secret.keyIndex != SecretRecord.noKey else {
      try require(secret.flagBits & SecretRecord.Flag.revoked != 0 && secret.typeIndex == SecretRecord.noType)
      return
    }
    try require(Int(secret.keyIndex) < image.count(of: .keys))
    try require(secret.typeIndex == image.key(Int(secret.keyIndex)).typeIndex)
  }

  private func checkFacts(of secret: SecretRecord) throws(ImageFailure) {
    try require(secret.startSeconds <= Instant.latest.seconds && secret.endSeconds <= Instant.latest.seconds)
    try require(Int(secret.grantSet) < image.count(of: .grants) / image.wordsPerGrantSet)
    try require(HandleCode.isValid(secret.handleCode))
    try require(secret.handleCode != 0 || image.hasForeignTokens)
    try require(secret.flagBits & ~SecretRecord.Flag.known == 0 && secret.padding == 0)
    try require(Int(secret.networkSet) <= image.count(of: .networkSets))
    if secret.tenantText > SecretRecord.allTenants { try requireText(secret.tenantText) }
  }

  /// Each entry is the number of secrets in the buckets before it.
  func checkIndex() throws(ImageFailure) {
    let count = image.count(of: .secrets)
    let bits = SecretIndex.bits(for: count)
    var secret = 0
    for bucket in 0...(1 << bits) {
      while secret < count, SecretIndex.bucket(of: image.digest(secret), bits: bits) < bucket { secret += 1 }
      try require(image.indexEntry(bucket) == secret)
    }
  }
}

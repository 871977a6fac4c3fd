internal import CSodium

/// What it costs to try one password on an encrypted secret key.
package struct MinisignPasswordCost: Hashable, Sendable {
  /// Amount of work, in the units of `crypto_pwhash_scryptsalsa208sha256`.
  package let operations: UInt64
  /// Bytes of memory.
  package let memory: UInt64

  /// A cost of these.
  package init(operations: UInt64, memory: UInt64) {
    self.operations = operations
    self.memory = memory
  }

  /// What minisign uses for every key: a few seconds, 1 GiB.
  package static let sensitive = MinisignPasswordCost(
    operations: UInt64(crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE),
    memory: UInt64(crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE))
}

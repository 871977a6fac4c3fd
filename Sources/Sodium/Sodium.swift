internal import CSodium

/// The cryptographic library under every file format here.
package enum Sodium {
  /// Makes libsodium ready: picks the implementations that suit the processor and opens the source of randomness.
  ///
  /// May be called any number of times and from any thread; after the first call it only takes a lock. Returns
  /// `false` where the system offers no randomness; nothing may be encrypted, generated or opened then.
  @discardableResult
  package static func initialize() -> Bool {
    sodium_init() >= 0
  }
}

internal import KeyModel

/// When a secret is valid, its key's own window included.
///
/// A decision looks at the secret's window first, then at the key's: before the start it is `not-yet-valid`, from the
/// end on `expired`. Judged in the same order, one window gives the same answer at every instant: it starts when the
/// secret has started and the key has started or the secret has ended, and ends when either has.
struct SecretWindow: Hashable {
  let starts: Instant
  let ends: Instant

  init(starts: Instant, ends: Instant) {
    self.starts = starts
    self.ends = ends
  }

  /// The window of `secret` of a key that is valid from `starts` until just before `ends`.
  init(of secret: BundleContent.Secret, ofKeyFrom starts: Instant?, to ends: Instant?) {
    self.starts = max(secret.starts, min(starts ?? .earliest, secret.ends))
    self.ends = min(secret.ends, ends ?? .latest)
  }
}

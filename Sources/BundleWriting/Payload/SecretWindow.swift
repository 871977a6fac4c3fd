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

  init(secret: BundleContent.Secret, key: BundleContent.Key) {
    starts = max(secret.starts, min(key.starts ?? .earliest, secret.ends))
    ends = min(secret.ends, key.ends ?? .latest)
  }
}

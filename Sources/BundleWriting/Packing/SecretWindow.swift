package import KeyModel

/// When a secret is valid, its key's own window included.
///
/// A decision looks at the secret's window first, then at the key's: before the start it is `not-yet-valid`, from the
/// end on `expired`. Judged in the same order, one window gives the same answer at every instant: it starts when the
/// secret has started and the key has started or the secret has ended, and ends when either has.
package struct SecretWindow: Hashable, Sendable {
  package let starts: Instant
  package let ends: Instant

  /// From `starts` until just before `ends`.
  package init(starts: Instant, ends: Instant) {
    self.starts = starts
    self.ends = ends
  }

  /// The window of a key that is valid from `starts` until just before `ends`, where it says so.
  package init(ofKeyFrom starts: Instant?, to ends: Instant?) {
    self.init(starts: starts ?? .earliest, ends: ends ?? .latest)
  }

  /// The window of a secret that has this one, of a key that is valid in `key`.
  func ofKey(in key: SecretWindow) -> SecretWindow {
    SecretWindow(starts: max(starts, min(key.starts, ends)), ends: min(ends, key.ends))
  }
}

/// Which folders were read as a whole.
///
/// A rule that asks whether something is *not* declared anywhere may ask only where every file could be read to its end;
/// what could not be read has a finding of its own.
public struct Completeness: Sendable {
  /// Whether every document under `keys/` was read.
  public private(set) var keys = true
  /// Whether every document under `policies/` was read.
  public private(set) var policies = true

  /// Everything was read so far.
  public init() {}

  /// Takes note that something of the file at `path` could not be read.
  mutating func miss(_ path: String) {
    if path.utf8.starts(with: "keys/".utf8) { keys = false } else { policies = false }
  }
}

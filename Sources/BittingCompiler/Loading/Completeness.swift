/// Which folders were read as a whole.
///
/// A rule that asks whether something is *not* declared anywhere may ask only where every file could be read to its end;
/// what could not be read has a finding of its own.
public struct Completeness: Sendable {
  /// Whether every document under `keys/` was read.
  public private(set) var keys = true
  /// Whether every document under `policies/` was read.
  public private(set) var policies = true

  /// What the system did not let us read at all.
  public private(set) var unreadable: [UnreadableEntry] = []

  /// Everything was read so far.
  public init() {}

  /// Takes note that something of the file at `path` could not be read; with the system's `reason`, that nothing could.
  mutating func miss(_ path: String, unreadable reason: String? = nil) {
    if let reason { unreadable.append(UnreadableEntry(path: path, reason: reason)) }
    if path.utf8.elementsEqual("keys".utf8) || path.utf8.starts(with: "keys/".utf8) {
      keys = false
    } else {
      policies = false
    }
  }
}

/// A file or folder that could not be read.
public struct UnreadableEntry: Sendable {
  /// Where it stands, relative to the root.
  public let path: String
  /// The system's word for why.
  public let reason: String

  /// `path` could not be read for this reason.
  public init(path: String, reason: String) {
    (self.path, self.reason) = (path, reason)
  }
}

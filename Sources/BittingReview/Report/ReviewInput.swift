public import BittingCompiler
public import KeyModel

/// The two revisions, read.
public struct ReviewInput: Sendable {
  /// What was there.
  public let base: RepositoryTree
  /// What is to be there.
  public let head: RepositoryTree
  /// What the base is called, such as `origin/main`.
  public let baseName: String
  /// When the bundles are thought to be issued; requests are looked at from then on.
  public let at: Instant
  /// Whether all files of both were read. If not, `policies/` was read as a whole and is the same in both, and of
  /// `keys/` those files were read that the other side has not with the same content, and all that hold tombstones.
  public let isWhole: Bool
  /// Whether places are to have what a SARIF report needs, which takes time.
  public let withFingerprints: Bool

  /// Two revisions, to be compared at the instant `at`.
  public init(
    base: RepositoryTree, head: RepositoryTree, baseName: String, at: Instant, isWhole: Bool,
    withFingerprints: Bool = false
  ) {
    self.base = base
    self.head = head
    self.baseName = baseName
    self.at = at
    self.isWhole = isWhole
    self.withFingerprints = withFingerprints
  }
}

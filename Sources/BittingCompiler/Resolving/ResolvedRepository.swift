public import Diagnostics

/// A repository with its names looked up, and everything that is wrong with it so far.
public struct ResolvedRepository: Sendable {
  /// What could be resolved.
  public let catalog: Catalog
  /// What could not, and what could not even be read.
  public let findings: [Finding]
}

public import KeyModel

extension Catalog {
  /// The digests of all tombstones that can be read, each once: what a revocation list holds.
  ///
  /// A list only takes away, so it may be made of a catalog that breaks rules: a leaked token must not live on because
  /// something else is wrong.
  public var revokedDigests: Set<TokenDigest> { Set(tombstones.map(\.digest.value)) }
}

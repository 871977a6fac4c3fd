internal import BundleFormat
public import KeyModel
public import MinisignSigning

/// Makes revocation lists: minisign signatures over lines of digests (Revocations.md).
public enum RevocationSealer {
  /// The list of `digests`, whose order and repetitions mean nothing, of `project`, as of `issued`, signed by all of
  /// `signers`.
  ///
  /// The same arguments give the same bytes.
  public static func seal(
    _ digests: some Sequence<TokenDigest>, of project: Name, issued: Instant, signedBy signers: [MinisignSecretKey]
  ) throws(SealFailure) -> [UInt8] {
    try BundleSealer.check(signers)
    let distinct = Set(digests).sorted()
    guard distinct.count <= BundleLimits.revocations else { throw .tooManyRevocations }
    var lines: [UInt8] = []
    lines.reserveCapacity(distinct.count * DigestLines.lineByteCount)
    for digest in distinct { DigestLines.append(digest, to: &lines) }
    let statement = RevocationStatement(project: project, issued: issued, count: distinct.count)
    return try BundleSealer.sign(lines, stating: statement.description, signers)
  }
}

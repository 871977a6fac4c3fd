public import AgeFile
internal import BundleFormat
internal import KeyModel
internal import Minisign
internal import SideBySide

extension Gate {
  /// Opens the bundle in `file` with one of `identities`, and returns it with the mark that the host has to write before
  /// it puts the bundle in force.
  ///
  /// Nothing of the bundle is used before all of it holds. The checks are made in this order, and the first that fails
  /// is thrown: form and signatures, audience, sequence, time, decryption, tables and identity. `mark` is what opening
  /// the last bundle returned; nil at a first start only. What it has as revoked is revoked for the new gate too.
  ///
  /// A bundle of a megabyte or more is opened by two threads, of which one is gone at the return: while one hashes the
  /// file, the other decrypts it to where nobody reads yet. Where the system gives no second thread, one does it all.
  ///
  /// `file` is read twice, once to verify and once to decrypt: hand over memory of your own, not a mapped file that
  /// somebody could change in between.
  public static func open(
    _ file: Span<UInt8>, identities: [AgeIdentity], trusting trust: Trust, for audience: Audience,
    after mark: HighWater?, at now: Moment
  ) throws(OpenFailure) -> (gate: Gate, next: HighWater) {
    let sealed = try SealedBundle(parsing: file)
    let isPromising = sealed.isPromising(trusting: trust, for: audience, after: mark, at: now.utc)
    let early = isPromising ? PayloadOpening(of: sealed.file.content, with: identities) : nil
    let bundle = try VerifiedBundle(sealed, trusting: trust) { ciphertext in
      guard let early else { return MinisignPrehash(of: ciphertext) }
      return early.decrypting(beside: { MinisignPrehash(of: ciphertext) })
    }
    try bundle.statement.check(for: audience, after: mark, at: now.utc)
    let pages = try (early ?? PayloadOpening(of: sealed.file.content, with: identities)).pages()
    let project = try bundle.statement.project(in: pages, after: mark)
    pages.freeze()
    let revocations = mark?.revocations
    return (
      Gate(pages, bundle.statement, project: project, revocations: revocations),
      HighWater(project: project, statement: bundle.statement, revocations: revocations)
    )
  }
}

extension BundleStatement {
  /// The project of the payload in `pages`, once all of the payload was checked.
  fileprivate func project(in pages: ImagePages, after mark: HighWater?) throws(OpenFailure) -> Name {
    let image = try checkedImage(in: unsafe pages.bytes.span)
    guard let project = Name(parsing: image.project) else { throw .corrupt }
    try checkIdentity(of: image, project, after: mark)
    return project
  }

  @_lifetime(copy payload)
  private func checkedImage(in payload: Span<UInt8>) throws(OpenFailure) -> BundleImage {
    do {
      return try BundleImage(checking: payload) { here, there in
        SideBySide.run(over: payload.count, here, there)
      }
    } catch {
      switch error {
      case .unsupportedVersion: throw .unsupportedVersion
      case .corrupt: throw .corrupt
      }
    }
  }
}

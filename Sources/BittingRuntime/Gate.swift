public import BundleFormat
public import KeyModel

/// A bundle in force: decides about requests, from any number of threads at once.
///
/// Nothing is allocated and no lock is taken for a decision. What a decision holds are views into the bundle, so a gate
/// has to be held for as long as they are used; the compiler sees to that.
@safe
public final class Gate: @unchecked Sendable {
  /// What the bundle's signers state.
  public let statement: BundleStatement
  /// The project whose keys these are.
  public let project: Name
  /// What ages are counted from, and the statement's end. They stand here once more because to copy the statement is to
  /// count references to its texts, for which threads would wait on one another.
  package let lifetime: BundleLifetime

  // Invariant: nothing writes to the pages any more, and they live as long as the gate. The address stands beside their
  // owner for the same reason as above.
  private let pages: ImagePages
  let payload: UnsafeBufferPointer<UInt8>
  /// What is revoked beside the bundle's own tombstones; nil where no revocation list was accepted.
  public let revocations: RevocationList?
  let revoked: RevocationEntry
  /// Where in the payload the secrets are.
  package let guide: ImageGuide

  /// Invariant: `BundleImage(checking:)` has accepted the bytes of `pages`.
  init(_ pages: ImagePages, _ statement: BundleStatement, project: Name, revocations: RevocationList?) {
    self.pages = pages
    self.statement = statement
    self.project = project
    self.revocations = revocations
    unsafe payload = pages.bytes
    unsafe revoked = revocations?.table.entry ?? .none
    guide = pages.guide
    lifetime = BundleLifetime(issued: statement.issued.seconds, expires: statement.expires.seconds)
  }

  /// A gate on the same bundle for which `revocations` are revoked.
  func revoking(_ revocations: RevocationList) -> Gate {
    Gate(pages, statement, project: project, revocations: revocations)
  }

  /// The payload.
  package var image: BundleImage {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(BundleImage(alreadyChecked: payload.span), borrowing: self) }
  }

  /// What is revoked beside the payload's tombstones.
  package var revokedDigests: RevokedDigests {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(RevokedDigests(revoked), borrowing: self) }
  }
}

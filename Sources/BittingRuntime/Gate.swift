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
  /// What is revoked beside the bundle's own tombstones; nil where no revocation list was accepted.
  public let revocations: RevocationList?

  // Invariant: nothing writes to the pages any more, and they live as long as the gate.
  private let pages: ImagePages
  /// What decisions read, until the gate ends; nobody writes there.
  let parts: UnsafePointer<GateParts>

  /// Invariant: `BundleImage(checking:)` has accepted the bytes of `pages`.
  init(_ pages: ImagePages, _ statement: BundleStatement, project: Name, revocations: RevocationList?) {
    self.pages = pages
    self.statement = statement
    self.project = project
    self.revocations = revocations
    let lifetime = BundleLifetime(issued: statement.issued.seconds, expires: statement.expires.seconds)
    unsafe parts = .make(
      GateParts(
        payload: pages.bytes, guide: pages.guide, revoked: revocations?.table.entry ?? .none, lifetime: lifetime))
  }

  deinit { unsafe parts.deallocate() }

  /// A gate on the same bundle for which `revocations` are revoked.
  func revoking(_ revocations: RevocationList) -> Gate {
    Gate(pages, statement, project: project, revocations: revocations)
  }

  /// The payload.
  package var image: BundleImage {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(parts.image, borrowing: self) }
  }

  /// What is revoked beside the payload's tombstones.
  package var revokedDigests: RevokedDigests {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(RevokedDigests(parts.pointee.revoked), borrowing: self) }
  }

  /// What is computed of the payload.
  package var guide: ImageGuide { unsafe parts.pointee.guide }

  /// When the bundle was issued and when it expires.
  package var lifetime: BundleLifetime { unsafe parts.pointee.lifetime }
}

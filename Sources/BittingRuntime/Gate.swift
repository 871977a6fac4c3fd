public import BundleFormat
public import KeyModel

/// A bundle in force: decides about requests, from any number of threads at once.
///
/// Nothing is allocated and no lock is taken for a decision. What a decision holds are views into the bundle, so a gate
/// has to be held for as long as they are used; the compiler sees to that.
public final class Gate: Sendable {
  /// What the bundle's signers state.
  public let statement: BundleStatement
  /// The project whose keys these are.
  public let project: Name
  private let pages: ImagePages

  /// Invariant: `BundleImage(checking:)` has accepted the bytes of `pages`.
  init(_ pages: ImagePages, _ statement: BundleStatement, project: Name) {
    self.pages = pages
    self.statement = statement
    self.project = project
  }

  /// The payload.
  package var image: BundleImage {
    @_lifetime(borrow self)
    @inline(__always)
    get {
      // Invariant: the pages live as long as the gate, which nothing but the gate's end takes them from.
      unsafe _overrideLifetime(BundleImage(alreadyChecked: pages.bytes.span), borrowing: self)
    }
  }
}

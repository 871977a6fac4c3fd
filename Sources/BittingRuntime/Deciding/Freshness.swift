package import BundleFormat
internal import KeyModel

/// When a bundle was issued and when it expires, in seconds of UTC.
package struct BundleLifetime: BitwiseCopyable, Sendable {
  package let issued: Int64
  package let expires: Int64
}

/// What a bundle's age leaves to a key type.
package enum Freshness {
  /// Everything.
  case full
  /// What needs the lowest level.
  case readOnly
  /// Nothing.
  case none

  /// What a bundle with `lifetime` leaves to `type` at `now`.
  ///
  /// A type's rule holds once the bundle is older than the type allows, and in any case from the bundle's expiry on,
  /// when `allow` counts as `read-only`.
  package init(of lifetime: BundleLifetime, for type: TypeRecord, at now: Int64) {
    let isExpired = now >= lifetime.expires
    guard isExpired || now - lifetime.issued > type.staleAfter else {
      self = .full
      return
    }
    self =
      switch type.action {
      case .allow: isExpired ? .readOnly : .full
      case .readOnly: .readOnly
      case .deny: .none
      }
  }
}

internal import BundleFormat
internal import KeyModel

/// What a bundle's age leaves to a key type.
enum Freshness {
  /// Everything.
  case full
  /// What needs the lowest level.
  case readOnly
  /// Nothing.
  case none

  /// What a bundle of `statement` leaves to `type` at `now`.
  ///
  /// A type's rule holds once the bundle is older than the type allows, and in any case from the bundle's expiry on,
  /// when `allow` counts as `read-only`.
  init(of statement: BundleStatement, for type: TypeRecord, at now: Int64) {
    let isExpired = now >= statement.expires.seconds
    guard isExpired || now - statement.issued.seconds > type.staleAfter else {
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

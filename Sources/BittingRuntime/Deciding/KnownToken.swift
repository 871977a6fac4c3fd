internal import BundleFormat
package import KeyModel

/// A token that a bundle knows: its record and its key's, read once for all that is told of them.
package struct KnownToken: ~Escapable {
  private let image: BundleImage
  private let secret: SecretRecord
  /// Nil for a tombstone whose key is not in the bundle.
  private let record: KeyRecord?

  @_lifetime(copy image)
  @inline(__always)
  init(_ secret: SecretRecord, of image: BundleImage) {
    self.image = image
    self.secret = secret
    record = secret.keyIndex == SecretRecord.noKey ? nil : image.key(Int(secret.keyIndex))
  }

  /// The public name of the token; nil for one that came from elsewhere.
  @inline(__always)
  package var handle: Handle? { secret.handle }

  /// The instant at which the token is valid no more, its key's own end included.
  package var ends: Instant { secret.ends }

  /// Whose data the key reaches.
  package var tenant: Grant.Tenant {
    @_lifetime(copy self)
    get {
      switch secret.tenantText {
      case SecretRecord.noTenant: .none
      case SecretRecord.allTenants: .all
      case let text: .one(image.text(text))
      }
    }
  }

  /// The key's name.
  package var key: Span<UInt8>? {
    @_lifetime(copy self)
    @inline(__always)
    get {
      guard let record else { return nil }
      return image.text(record.id)
    }
  }

  /// Who answers for the key.
  package var owner: Span<UInt8>? {
    @_lifetime(copy self)
    @inline(__always)
    get {
      guard let record else { return nil }
      return image.text(record.owner)
    }
  }

  /// The name of the key's type.
  package var type: Span<UInt8>? {
    @_lifetime(copy self)
    @inline(__always)
    get {
      guard let record else { return nil }
      return image.text(image.type(Int(record.typeIndex)).name)
    }
  }

  /// How much the key may do.
  package var limits: Grant.Limits? {
    guard let record else { return nil }
    let limits = image.limits(Int(record.limitIndex))
    let rate: Rate = limits.rateCount == 0 ? .unlimited : .limited(count: limits.rateCount, per: limits.rateUnit)
    let quota = limits.quotaWindow.flatMap { Quota(count: limits.quotaCount, window: $0) }
    return Grant.Limits(rate: rate, burst: limits.burst, quota: quota)
  }
}

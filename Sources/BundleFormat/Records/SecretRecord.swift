package import KeyModel

/// One token as the image knows it: all that a decision needs about it, in one cache line (Format.md, "Secrets").
@usableFromInline
package struct SecretRecord: Sendable {
  @inlinable package static var byteCount: Int { 64 }
  @inlinable package static var digest: Int { 0 }
  @inlinable package static var starts: Int { 32 }
  @inlinable package static var key: Int { 37 }
  @inlinable package static var ends: Int { 40 }
  @inlinable package static var grants: Int { 45 }
  @inlinable package static var handle: Int { 48 }
  @inlinable package static var type: Int { 54 }
  @inlinable package static var flags: Int { 55 }
  @inlinable package static var tenant: Int { 56 }
  @inlinable package static var networks: Int { 60 }

  /// The key of a tombstone whose key is not in the bundle.
  @inlinable package static var noKey: UInt32 { 0xFF_FFFF }
  /// The type of such a tombstone.
  @inlinable package static var noType: UInt8 { 0xFF }
  /// The tenant of a key that reaches nobody's data.
  @inlinable package static var noTenant: UInt32 { 0 }
  /// The tenant of a key that reaches everybody's data. A greater number is a text: the first text is empty and no
  /// tenant's name, so that no text begins at 1.
  @inlinable package static var allTenants: UInt32 { 1 }
  /// The networks of a key that may come from anywhere; else one more than the set's number.
  @inlinable package static var anyNetwork: UInt32 { 0 }

  /// Bits of the flags.
  @usableFromInline
  package enum Flag {
    @inlinable package static var revoked: UInt8 { 1 }
    @inlinable package static var decoy: UInt8 { 2 }
    @inlinable package static var disabled: UInt8 { 4 }
    @inlinable package static var known: UInt8 { 7 }
  }

  /// From which second of UTC on the token is valid, its key's own window included.
  @usableFromInline package let startSeconds: Int64
  /// The second of UTC at which it is valid no more, its key's own window included.
  @usableFromInline package let endSeconds: Int64
  /// The number of its key; ``noKey`` for a tombstone whose key is elsewhere.
  @usableFromInline package let keyIndex: UInt32
  /// The number of its set of grants.
  @usableFromInline package let grantSet: UInt32
  /// The text of its tenant, ``noTenant`` or ``allTenants``.
  @usableFromInline package let tenantText: UInt32
  /// One more than the number of its set of networks, or ``anyNetwork``.
  @usableFromInline package let networkSet: UInt32
  /// The number of its type; ``noType`` where there is no key.
  @usableFromInline package let typeIndex: UInt8
  /// Whether it is revoked, a decoy, disabled.
  @usableFromInline package let flagBits: UInt8
  /// The last byte, which is zero.
  @usableFromInline let padding: UInt8
  /// The public name in 48 bits.
  @usableFromInline let handleCode: UInt64

  /// The record at `offset`, but for its digest.
  ///
  /// Its fields are taken apart here, because other modules read what is stored without a call.
  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    let startsAndKey = bytes.u64(offset &+ SecretRecord.starts)
    startSeconds = Int64(startsAndKey & 0xFF_FFFF_FFFF)
    keyIndex = UInt32(startsAndKey >> 40)
    let endsAndGrants = bytes.u64(offset &+ SecretRecord.ends)
    endSeconds = Int64(endsAndGrants & 0xFF_FFFF_FFFF)
    grantSet = UInt32(endsAndGrants >> 40)
    let handleTypeAndFlags = bytes.u64(offset &+ SecretRecord.handle)
    handleCode = handleTypeAndFlags & 0xFFFF_FFFF_FFFF
    typeIndex = UInt8(truncatingIfNeeded: handleTypeAndFlags >> 48)
    flagBits = UInt8(truncatingIfNeeded: handleTypeAndFlags >> 56)
    let tenantAndNetworks = bytes.u64(offset &+ SecretRecord.tenant)
    tenantText = UInt32(truncatingIfNeeded: tenantAndNetworks)
    networkSet = UInt32(tenantAndNetworks >> 32) & 0xFF_FFFF
    padding = UInt8(truncatingIfNeeded: tenantAndNetworks >> 56)
  }

  /// Its public name; nil for a token from elsewhere.
  package var handle: Handle? { HandleCode.handle(handleCode) }

  /// The window's second of UTC at which it ends, as an instant.
  package var ends: Instant { Instant(seconds: endSeconds) }
}

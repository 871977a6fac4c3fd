/// Where the fields of a payload's header stand (Format.md, "Header").
@usableFromInline
package enum ImageHeader {
  package static let magic: StaticString = "BITTING\0"
  package static let version: UInt32 = 1

  @inlinable package static var versionOffset: Int { 8 }
  @inlinable package static var flags: Int { 12 }
  @inlinable package static var length: Int { 16 }
  @inlinable package static var project: Int { 24 }
  @inlinable package static var service: Int { 28 }
  @inlinable package static var environment: Int { 32 }
  @inlinable package static var tokenLead: Int { 36 }
  @inlinable package static var methods: Int { 40 }
  @inlinable package static var zero: Int { 44 }
  @inlinable package static var directory: Int { 48 }
  @inlinable package static var byteCount: Int { 256 }

  /// The flag that tokens without a handle are among the secrets.
  @inlinable package static var hasForeignTokens: UInt32 { 1 }
}

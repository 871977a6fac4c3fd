/// Where the fields of a payload's header stand (Format.md, "Header").
package enum ImageHeader {
  package static let magic: StaticString = "BITTING\0"
  package static let version: UInt32 = 1

  package static let versionOffset = 8
  package static let flags = 12
  package static let length = 16
  package static let project = 24
  package static let service = 28
  package static let environment = 32
  package static let tokenLead = 36
  package static let methods = 40
  package static let zero = 44
  package static let directory = 48
  package static let byteCount = 256

  /// The flag that tokens without a handle are among the secrets.
  package static let hasForeignTokens: UInt32 = 1
}

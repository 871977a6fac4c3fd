/// A resource at a level (Format.md, "Scopes").
package struct ScopeRecord: Sendable {
  package static let byteCount = 8
  package static let resource = 0
  package static let level = 4

  /// The text of the resource.
  package let resource: UInt32
  /// The number of the level, 0 for the lowest of the ladder.
  package let level: UInt32

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    resource = bytes.u32(offset + ScopeRecord.resource)
    level = bytes.u32(offset + ScopeRecord.level)
  }
}

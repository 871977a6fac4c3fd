/// A resource at a level (Format.md, "Scopes").
@usableFromInline
package struct ScopeRecord: Sendable {
  @inlinable package static var byteCount: Int { 8 }
  @inlinable package static var resource: Int { 0 }
  @inlinable package static var level: Int { 4 }

  /// The text of the resource.
  @usableFromInline package let resource: UInt32
  /// The number of the level, 0 for the lowest of the ladder.
  @usableFromInline package let level: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    resource = bytes.u32(offset &+ ScopeRecord.resource)
    level = bytes.u32(offset &+ ScopeRecord.level)
  }
}

/// A text: the count of its bytes, then the bytes (Format.md, "Texts"). Its number is its distance from the section's
/// start.
@usableFromInline
package enum TextRecord {
  @inlinable package static var count: Int { 0 }
  @inlinable package static var bytes: Int { 2 }
}

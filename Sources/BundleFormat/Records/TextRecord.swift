/// A text: the count of its bytes, then the bytes (Format.md, "Texts"). Its number is its distance from the section's
/// start.
package enum TextRecord {
  package static let count = 0
  package static let bytes = 2
}

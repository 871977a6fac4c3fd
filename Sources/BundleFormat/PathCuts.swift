internal import KeyModel

/// A path and where its segments end.
package struct PathCuts: ~Escapable {
  private let path: Span<UInt8>
  private let ends: InlineArray<32, UInt16>
  /// How many segments there are, 1 to 32.
  package let count: Int

  /// `path`, which begins with a slash, with its first `count` segments, each of which ends at or after the byte before
  /// which the next one begins.
  @_lifetime(copy path)
  package init(_ path: Span<UInt8>, ends: InlineArray<32, UInt16>, count: Int) {
    precondition(count > 0 && count <= 32 && Int(ends[count - 1]) <= path.count)
    self.path = path
    self.ends = ends
    self.count = count
  }

  /// The bytes of segment `index`, which is below ``count``.
  @inline(__always)
  @_lifetime(copy self)
  package func segment(_ index: Int) -> Span<UInt8> {
    let start = index == 0 ? 1 : Int(ends[index &- 1]) &+ 1
    let end = Int(ends[index])
    precondition(start <= end && end <= path.count)
    return unsafe path.extracting(unchecked: Range(uncheckedBounds: (start, end)))
  }
}

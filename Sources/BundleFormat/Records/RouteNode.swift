/// A node of the tree of routes (Format.md, "Nodes").
///
/// Nodes lie in the order of a breadth-first walk: the children of a node are neighbours, and each node but a root is
/// the child of exactly one other. So no path visits a node twice.
@usableFromInline
package struct RouteNode: Sendable {
  @inlinable package static var byteCount: Int { 16 }
  @inlinable package static var label: Int { 0 }
  @inlinable package static var firstChild: Int { 4 }
  @inlinable package static var children: Int { 8 }
  @inlinable package static var route: Int { 12 }

  /// The bit of the children's count that says that a parameter follows the literals.
  package static let hasParameter: UInt32 = 1 << 31

  /// The text of the segment, for a root of the method; 0 for a parameter.
  @usableFromInline package let label: UInt32
  /// The number of the first child; 0 where there is none.
  @usableFromInline package let firstChild: UInt32
  @usableFromInline let children: UInt32
  /// One more than the number of the route that ends here; 0 where none does.
  @usableFromInline package let route: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    label = bytes.u32(offset &+ RouteNode.label)
    firstChild = bytes.u32(offset &+ RouteNode.firstChild)
    children = bytes.u32(offset &+ RouteNode.children)
    route = bytes.u32(offset &+ RouteNode.route)
  }

  /// How many children are literal segments, sorted by their bytes; a parameter comes after them.
  package var literalCount: UInt32 { children & ~RouteNode.hasParameter }
  /// The number of the child that stands for any segment; nil where there is none.
  package var parameterChild: UInt32? {
    children & RouteNode.hasParameter != 0 ? firstChild + literalCount : nil
  }
  /// How many children there are.
  var childCount: Int { Int(literalCount) + (children & RouteNode.hasParameter != 0 ? 1 : 0) }
}

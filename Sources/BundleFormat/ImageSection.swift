/// A table of a payload (Format.md, "Sections").
///
/// No enumeration, because other modules have its numbers built in only where they are computed.
@usableFromInline
package struct ImageSection: Hashable, Sendable {
  /// Its place among the tables.
  @usableFromInline package let number: Int
  /// Bytes of one record.
  @usableFromInline package let stride: Int

  @inlinable @inline(__always)
  init(_ number: Int, stride: Int) {
    (self.number, self.stride) = (number, stride)
  }

  @inlinable package static var secrets: ImageSection { ImageSection(0, stride: SecretRecord.byteCount) }
  @inlinable package static var index: ImageSection { ImageSection(1, stride: 4) }
  @inlinable package static var keys: ImageSection { ImageSection(2, stride: KeyRecord.byteCount) }
  @inlinable package static var limits: ImageSection { ImageSection(3, stride: LimitRecord.byteCount) }
  @inlinable package static var types: ImageSection { ImageSection(4, stride: TypeRecord.byteCount) }
  @inlinable package static var levels: ImageSection { ImageSection(5, stride: 4) }
  @inlinable package static var scopes: ImageSection { ImageSection(6, stride: ScopeRecord.byteCount) }
  @inlinable package static var grants: ImageSection { ImageSection(7, stride: 8) }
  @inlinable package static var networkSets: ImageSection { ImageSection(8, stride: NetworkSetRecord.byteCount) }
  @inlinable package static var networks: ImageSection { ImageSection(9, stride: NetworkRecord.byteCount) }
  @inlinable package static var nodes: ImageSection { ImageSection(10, stride: RouteNode.byteCount) }
  @inlinable package static var routes: ImageSection { ImageSection(11, stride: RouteRecord.byteCount) }
  @inlinable package static var texts: ImageSection { ImageSection(12, stride: 1) }

  /// All of them, in the order in which they lie.
  package static var allCases: [ImageSection] {
    [
      .secrets, .index, .keys, .limits, .types, .levels, .scopes, .grants, .networkSets, .networks, .nodes, .routes,
      .texts,
    ]
  }

  /// Where the header says the section begins; its count stands eight bytes further on.
  @inlinable package var directoryOffset: Int { ImageHeader.directory + 16 * number }

  /// `offset` or the next multiple of eight, where the next section begins.
  package static func aligned(_ offset: Int) -> Int { (offset + 7) & ~7 }
}

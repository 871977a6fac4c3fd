/// The tables of a payload, in the order in which they lie (Format.md, "Sections").
package enum ImageSection: Int, CaseIterable {
  case secrets, index, keys, limits, types, levels, scopes, grants, networkSets, networks, nodes, routes, texts

  /// Bytes of one record.
  package var stride: Int {
    switch self {
    case .secrets: SecretRecord.byteCount
    case .index: 4
    case .keys: KeyRecord.byteCount
    case .limits: LimitRecord.byteCount
    case .types: TypeRecord.byteCount
    case .levels: 4
    case .scopes: ScopeRecord.byteCount
    case .grants: 8
    case .networkSets: NetworkSetRecord.byteCount
    case .networks: NetworkRecord.byteCount
    case .nodes: RouteNode.byteCount
    case .routes: RouteRecord.byteCount
    case .texts: 1
    }
  }

  /// Where the header says the section begins; its count stands eight bytes further on.
  package var directoryOffset: Int { ImageHeader.directory + 16 * rawValue }

  /// `offset` or the next multiple of eight, where the next section begins.
  package static func aligned(_ offset: Int) -> Int { (offset + 7) & ~7 }
}

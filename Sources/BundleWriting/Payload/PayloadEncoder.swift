internal import BundleFormat
internal import KeyModel

/// Writes a content as a payload (Format.md).
public enum PayloadEncoder {
  /// The payload that says `content`. The same content gives the same bytes, whatever the order of its parts.
  public static func encode(_ content: BundleContent) throws(PayloadFailure) -> [UInt8] {
    let scopes = try ScopeTable(content)
    let keys = try SortedKeys(content)
    let references = SecretTable.References(
      keys: keys, texts: try TextPool(content, keys), types: try TypeTable(content, keys),
      grants: try GrantTable(keys, scopes), networks: try NetworkTable(keys))
    let secrets = try SecretTable(content, references)
    let routes = try RouteTable(content)
    let tables = try tables(scopes, references, try KeyTable(keys), secrets, routes)
    var image = try ImageAssembler(tables)
    image.identify(content, references.texts, hasForeignTokens: secrets.hasForeignTokens, methods: routes.methodCount)
    return image.bytes
  }

  /// The sections in the order of the format.
  private static func tables(
    _ scopes: ScopeTable, _ references: SecretTable.References, _ keys: KeyTable, _ secrets: SecretTable,
    _ routes: RouteTable
  ) throws(PayloadFailure) -> [RecordTable] {
    let texts = references.texts
    return [
      try secrets.secretTable(), try secrets.indexTable(),
      try keys.keyTable(texts, references.types), try keys.limitTable(),
      try references.types.table(texts),
      try scopes.levelTable(texts), try scopes.scopeTable(texts),
      try references.grants.table(),
      try references.networks.setTable(), try references.networks.networkTable(),
      try routes.nodeTable(texts), try routes.routeTable(texts, scopes),
      try texts.table(),
    ]
  }
}

internal import BundleFormat
internal import KeyModel

/// Writes a content as a payload (Format.md).
public enum PayloadEncoder {
  /// The payload that says `content`. The same content gives the same bytes, whatever the order of its parts.
  public static func encode(_ content: BundleContent) throws(PayloadFailure) -> [UInt8] {
    let scopes = try ScopeTable(content)
    let references = SecretTable.References(
      texts: try TextPool(content), types: try TypeTable(content), keys: try KeyTable(content),
      grants: try GrantTable(content, scopes), networks: try NetworkTable(content))
    let secrets = try SecretTable(content, references)
    let routes = try RouteTable(content)
    let tables = try tables(scopes, references, secrets, routes)
    var image = try ImageAssembler(tables)
    image.identify(content, references.texts, hasForeignTokens: secrets.hasForeignTokens, methods: routes.methodCount)
    return image.bytes
  }

  /// The sections in the order of the format.
  private static func tables(
    _ scopes: ScopeTable, _ references: SecretTable.References, _ secrets: SecretTable, _ routes: RouteTable
  ) throws(PayloadFailure) -> [RecordTable] {
    let texts = references.texts
    return [
      try secrets.secretTable(), try secrets.indexTable(),
      try references.keys.keyTable(texts, references.types), try references.keys.limitTable(),
      try references.types.table(texts),
      try scopes.levelTable(texts), try scopes.scopeTable(texts),
      try references.grants.table(),
      try references.networks.setTable(), try references.networks.networkTable(),
      try routes.nodeTable(texts), try routes.routeTable(texts, scopes),
      try texts.table(),
    ]
  }
}

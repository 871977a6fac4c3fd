internal import BundleFormat
internal import KeyModel
internal import SideBySide

/// Writes a content as a payload (Format.md).
public enum PayloadEncoder {
  /// The payload that says `content`. The same content gives the same bytes, whatever the order of its parts.
  public static func encode(_ content: BundleContent) throws(PayloadFailure) -> [UInt8] {
    try encode(PackedContent(content))
  }

  /// The payload that says `packed`: the same as of the content that it was packed from.
  public static func encode(_ packed: PackedContent) throws(PayloadFailure) -> [UInt8] {
    let (content, keys) = (packed.content, packed.keys)
    let scopes = try ScopeTable(content)
    try keys.check()
    let (types, limits) = (try TypeTable(content, keys), try KeyTable(keys))
    let grants = try GrantTable(keys.grants.values, scopes)
    let (words, secrets) = sideBySide(
      keys, { () throws(PayloadFailure) in (try TextPool(content, keys), try NetworkTable(keys.networks)) },
      { () throws(PayloadFailure) in try SecretTable(content, keys) })
    let (texts, networks) = try words.get()
    let references = SecretTable.References(texts: texts, types: types, grants: grants, networks: networks)
    let routes = try RouteTable(content)
    let holders = try secrets.get()
    // The order of the format.
    let (first, rest) = sideBySide(
      keys, { () throws(PayloadFailure) in [try holders.secretTable(keys, references), try holders.indexTable()] },
      { () throws(PayloadFailure) in
        [
          try limits.keyTable(keys, texts, types), try limits.limitTable(), try types.table(texts),
          try scopes.levelTable(texts), try scopes.scopeTable(texts), try grants.table(), try networks.setTable(),
          try networks.networkTable(), try routes.nodeTable(texts), try routes.routeTable(texts, scopes),
          try texts.table(),
        ]
      })
    var image = try ImageAssembler(try first.get() + rest.get())
    image.identify(content, texts, hasForeignTokens: holders.hasForeignTokens, methods: routes.methodCount)
    return image.bytes
  }

  /// What both give; on two threads at once, if there are many keys.
  private static func sideBySide<One, Other>(
    _ keys: PackedKeys, _ one: () throws(PayloadFailure) -> One, _ other: () throws(PayloadFailure) -> Other
  ) -> (Result<One, PayloadFailure>, Result<Other, PayloadFailure>) {
    SideBySide.both(over: keys.secrets.count * SecretRecord.byteCount) {
      Result(catching: one)
    } _: {
      Result(catching: other)
    }
  }
}

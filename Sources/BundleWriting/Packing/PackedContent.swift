internal import KeyModel

/// What one bundle says, with its keys packed: what ``PayloadEncoder`` writes.
public struct PackedContent: Sendable {
  /// Everything but the keys; it has none.
  public let content: BundleContent
  /// The keys.
  package let keys: PackedKeys

  /// The content `content`, which has no keys, with `keys`.
  package init(_ content: BundleContent, _ keys: PackedKeys) {
    (self.content, self.keys) = (content, keys)
  }

  /// `content` packed.
  public init(_ content: BundleContent) {
    var rest = content
    rest.keys = []
    self.init(rest, PackedKeys(content.keys))
  }

  /// How many keys there are.
  public var keyCount: Int { keys.count }
}

extension PackedKeys {
  /// `keys` by name.
  fileprivate init(_ keys: [BundleContent.Key]) {
    self.init()
    reserveCapacity(keys.count)
    for key in keys.sorted(by: { $0.id < $1.id }) { append(key) }
  }

  /// Adds `key`. Keys come in the order of their names.
  package mutating func append(_ key: BundleContent.Key) {
    var row = Row()
    row.type = number(ofType: key.type)
    row.owner = number(ofOwner: key.owner)
    row.limits = number(of: key.limits)
    row.grants = number(of: key.grants)
    row.tenant =
      switch key.tenant {
      case .none: .none
      case .all: .all
      case .one(let name): tenant(name.text.utf8.span)
      }
    if let networks = key.networks {
      for network in networks { append(network) }
      row.networks = endNetworks()
    }
    (row.isDisabled, row.isDecoy) = (key.isDisabled, key.isDecoy)
    let window = SecretWindow(ofKeyFrom: key.starts, to: key.ends)
    for secret in key.secrets {
      append(
        secret.digest, secret.handle, in: SecretWindow(starts: secret.starts, ends: secret.ends), ofKeyIn: window)
    }
    append(key.id.text.utf8.span, row)
  }
}

/// The text of a secret: what the caller sends. Prints as `<redacted>`.
public struct Token: Sendable, CustomStringConvertible {
  /// The secret text itself, ASCII: for the one place that shows, stores or seals it.
  public let exposedBytes: [UInt8]
  /// The public name.
  public let handle: Handle

  /// A new token of 154 secret bits.
  public init(
    prefix: TokenPrefix, environment: EnvironmentName, using generator: inout some RandomNumberGenerator
  ) {
    var packed: UInt64 = 0
    for _ in 0..<Handle.length { packed = packed << 8 | UInt64(Base62.randomCharacter(using: &generator)) }
    self.init(prefix: prefix, environment: environment, handle: Handle(unchecked: packed), using: &generator)
  }

  /// A new token with a public name that is given: what stands in for a secret of which only the digest is known.
  public init(
    prefix: TokenPrefix, environment: EnvironmentName, handle: Handle,
    using generator: inout some RandomNumberGenerator
  ) {
    var bytes = Token.lead(prefix, environment) + Array(handle.description.utf8)
    for _ in Handle.length..<TokenForm.randomLength { bytes.append(Base62.randomCharacter(using: &generator)) }
    self.handle = handle
    let checksum = TokenForm.checksum(of: bytes.span)
    for index in checksum.indices { bytes.append(checksum[index]) }
    exposedBytes = bytes
  }

  /// What the project's tokens of an environment begin with: `shop_live_`.
  public static func lead(_ prefix: TokenPrefix, _ environment: EnvironmentName) -> [UInt8] {
    Array(prefix.text.utf8) + [0x5F] + Array(environment.text.utf8) + [0x5F]
  }

  /// `<redacted>`, and the handle.
  public var description: String { "<redacted \(handle)>" }
}

#if !hasFeature(Embedded)
  extension Token: CustomReflectable {
    /// Nothing: what shows the parts of a value must not show these.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
  }
#endif

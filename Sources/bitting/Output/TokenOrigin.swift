internal import KeyModel

/// Where a token comes from, as far as its text tells: prefix and environment, which are no secret.
struct TokenOrigin {
  let prefix: TokenPrefix
  let environment: EnvironmentName

  /// The origin of `token`; nil unless it has the form of some project's tokens, and its checksum holds.
  init?(of token: [UInt8]) {
    let length = token.count - TokenForm.randomLength - TokenForm.checksumLength
    let names = token.prefix(max(length, 0)).split(separator: 0x5F, omittingEmptySubsequences: false)
    guard names.count == 3, names[2].isEmpty, let prefix = TokenPrefix(parsing: Array(names[0]).span),
      let environment = EnvironmentName(parsing: Array(names[1]).span),
      case .native = TokenForm(of: token.span, lead: Token.lead(prefix, environment).span)
    else { return nil }
    (self.prefix, self.environment) = (prefix, environment)
  }

  /// Why a bundle whose own tokens begin with `lead` (`shop_live_`) does not know `token`, in words; nil where that has
  /// nothing to do with how it begins.
  static func text(of token: [UInt8], lead: Span<UInt8>) -> String? {
    guard case .foreign = TokenForm(of: token.span, lead: lead), let origin = TokenOrigin(of: token) else { return nil }
    let (prefix, environment, expected) = (origin.prefix, origin.environment, Text(copying: lead))
    let isSameProject = expected.string.hasPrefix("\(prefix)_")
    return (isSameProject ? "the token is of environment `\(environment)`" : "the token is of another project")
      + ": it begins with `\(prefix)_\(environment)_`, not with `\(expected)`"
  }
}

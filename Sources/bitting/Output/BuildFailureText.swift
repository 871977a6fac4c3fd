internal import AgeWriting
internal import BundleFormat
internal import BundleWriting
internal import KeyModel

// How failures to build read.
extension PayloadFailure {
  /// The failure in words.
  var text: String {
    switch self {
    case .tooMany(let quantity): "a bundle has no room for so many \(quantity.text)"
    case .tooLarge: "a bundle has at most 4 GiB"
    case .textTooLong(let text): "a text is too long: `\(text)…`"
    case .duplicateKey(let key): "key `\(key)` stands twice"
    case .duplicateType(let type): "type `\(type)` stands twice"
    case .duplicateLevel(let level): "level `\(level)` stands twice"
    case .duplicateScope(let scope): "scope `\(scope)` stands twice"
    case .duplicateRoute(let route): "route `\(route)` stands twice"
    case .duplicateSecret: "a secret stands in two keys"
    case .unknownType(let type, let key): "type `\(type)` of key `\(key)` is not known"
    case .unknownScope(let scope): "scope `\(scope)` is not known"
    case .unknownLevel(let level): "level `\(level)` is not known"
    }
  }
}

extension PayloadFailure.Quantity {
  fileprivate var text: String {
    switch self {
    case .keys, .resources, .levels, .routes, .types, .limits: rawValue
    case .grantSets: "different sets of grants"
    case .networkSets: "different sets of networks"
    }
  }
}

extension SealFailure {
  /// The failure in words.
  var text: String {
    switch self {
    case .noSigners: "there is nobody to sign it"
    case .tooManySigners: "it has more signatures than a bundle may have"
    case .tooManyRevocations: "a revocation list has at most \(BundleLimits.revocations) digests"
    case .alreadySigned: "this signer has signed it already"
    case .notABundle: "what is to be signed is no bundle"
    case .sealing(.noRecipients): "it has no recipients"
    case .sealing(.tooManyRecipients): "it has too many recipients"
    case .sealing(.weakRecipient(let index)): "recipient \(index + 1) is a key that hides nothing"
    case .signing: "a signing key cannot sign it"
    }
  }
}

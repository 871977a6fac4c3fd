package import BittingCompiler
internal import Diagnostics
package import KeyModel

extension Declarations {
  /// These declarations with `changes` made to `key` and its type.
  ///
  /// A new secret gets `digest`; every new value stands where its change says.
  package func applying(_ changes: [ProposedChange], to key: KeyID, newSecret digest: TokenDigest) -> Declarations {
    var changed = self
    for change in changes {
      if case .ceiling(let type, let scope) = change.kind {
        guard let index = types.firstIndex(where: { $0.name.value == type }) else { continue }
        let raised = Located(ScopePattern(scope), at: change.span)
        changed.types[index].ceiling = (changed.types[index].ceiling ?? []) + [raised]
      } else if let index = keys.firstIndex(where: { $0.id.value == key }) {
        changed.keys[index].apply(change, digest)
      }
    }
    return changed
  }
}

extension KeyDeclaration {
  fileprivate mutating func apply(_ change: ProposedChange, _ digest: TokenDigest) {
    let span = change.span
    switch change.kind {
    case .newSecret(let start, let end):
      secrets.append(
        SecretDeclaration(
          handle: nil, digest: Located(digest, at: span), created: Located(start, at: span),
          expires: Located(end, at: span), span: span))
    case .enable: disabled = nil
    case .begin(let start): notBefore = Located(start, at: span)
    case .end(let end): expires = Located(end, at: span)
    case .network(let network): networks = (networks ?? []) + [Located(network, at: span)]
    case .ceiling: break
    case .addScope(let scope): scopes = (scopes ?? []) + [Located(ScopePattern(scope), at: span)]
    case .raiseScope(let lower, let scope):
      scopes = scopes?.map { $0.value == lower && $0.span == span ? Located(ScopePattern(scope), at: span) : $0 }
    case .tenant(let name, _): tenant = Located(.one(name), at: span)
    }
  }
}

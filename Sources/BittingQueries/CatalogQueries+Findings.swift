internal import BittingCompiler
package import Diagnostics
package import KeyModel

extension CatalogQueries {
  /// What rules find once `changes` are made to `key` that is not among `known`, at `now`.
  package func findings(
    after changes: [ProposedChange], to key: KeyID, beside known: [Finding], at now: Instant
  ) -> [Finding] {
    // No token has this digest as far as anybody knows, and it is never written down.
    let digest = TokenDigest(words: (.max, .max, .max, .max))
    let changed = catalog.declarations.applying(changes, to: key, newSecret: digest)
    let known = Set(known)
    return Checker.check(changed, insteadOf: catalog, at: now).findings.filter { !known.contains($0) }
  }
}

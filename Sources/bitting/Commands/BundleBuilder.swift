internal import BittingCompiler
internal import BundleFormat
internal import BundleWriting
internal import KeyModel
internal import MinisignSigning
internal import Sodium

/// Builds bundles that share a moment, a commit and signers.
struct BundleBuilder {
  let checked: CheckedCatalog
  let keys: [MinisignSecretKey]
  let checkout: GitCheckout
  let issued: Instant

  /// The bundle of `target`, which says `content`.
  func build(_ target: BundleTarget, _ content: PackedContent?) throws -> BuiltBundle {
    let service = target.service
    guard let content else {
      throw CommandFailure.cannotTell("there is no service `\(service)` in `\(target.environment)`")
    }
    do {
      let payload = try PayloadEncoder.encode(content)
      let validity = checked.catalog.declarations.project?.validFor?.value ?? Rehearsal.defaultValidity
      let expires = issued + validity
      var generator = SodiumGenerator()
      let bytes = try BundleSealer.seal(
        payload.span, to: target.recipients, signedBy: keys, using: &generator
      ) { digest in
        BundleStatement(
          service: service, environment: target.environment, issued: issued, expires: expires, content: digest,
          commit: checkout.commit, isDirty: checkout.isDirty)
      }
      return BuiltBundle(bytes: bytes, keyCount: content.keyCount, expires: expires)
    } catch let failure as PayloadFailure {
      throw CommandFailure.cannotTell("`\(target.fileName)` cannot be built: \(failure.text)")
    } catch let failure as SealFailure {
      throw CommandFailure.cannotTell("`\(target.fileName)` cannot be sealed: \(failure.text)")
    }
  }
}

/// A bundle that is ready to be written.
struct BuiltBundle {
  let bytes: [UInt8]
  let keyCount: Int
  let expires: Instant

  /// `4 keys, 6.1 KB, expires 2026-11-27T12:00:00Z`.
  var summary: String {
    let size = bytes.count < 1_000 ? "\(bytes.count) B" : "\(bytes.count / 1_000).\(bytes.count / 100 % 10) KB"
    return "\(keyCount) key\(keyCount == 1 ? "" : "s"), \(size), expires \(expires)"
  }
}

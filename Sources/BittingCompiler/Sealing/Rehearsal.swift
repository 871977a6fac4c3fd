public import AgeFile
internal import AgeWriting
internal import BundleFormat
public import BundleWriting
public import KeyModel
public import Minisign
internal import MinisignSigning

/// A bundle that is really sealed and thrown away: what tests and reviews ask the validator with.
///
/// Its signer and identity are made for it, and each secret is replaced by one whose token is known, with the same
/// window. It is made from any catalog, also one that breaks rules, because a review has to say what a change does before
/// it is right.
public struct Rehearsal: Sendable {
  /// The bundle's file.
  public let file: [UInt8]
  /// Who can open it.
  public let identity: AgeIdentity
  /// Who has signed it.
  public let signer: MinisignPublicKey

  /// Why a bundle cannot be rehearsed.
  public enum Failure: Error, Sendable {
    /// The catalog has no such service or environment.
    case noSuchBundle
    /// The content does not fit a bundle.
    case payload(PayloadFailure)
    /// The bundle cannot be sealed.
    case sealing(SealFailure)
  }

  /// Seals the bundle of `service` in `environment`, as if it had been issued at `issued`.
  ///
  /// `tokens` gets the stand-in of every secret in it that has none yet.
  public init(
    of catalog: Catalog, service: Name, environment: EnvironmentName, issued: Instant,
    tokens: inout RehearsalTokens, using generator: inout some RandomNumberGenerator
  ) throws(Failure) {
    let content = BundleAssembler.content(ofUnchecked: catalog, service: service, environment: environment)
    guard let content else { throw .noSuchBundle }
    try self.init(
      of: content, revokedIn: Rehearsal.environments(ofRevokedIn: catalog), issued: issued,
      validity: catalog.declarations.project?.validFor?.value ?? Rehearsal.defaultValidity, tokens: &tokens,
      using: &generator)
  }

  /// Seals `content` as if it had been issued at `issued`, good for `validity`.
  ///
  /// `environments` says where the keys belong that have a tombstone; the bundle's own environment where it says nothing.
  package init(
    of content: BundleContent, revokedIn environments: [KeyID: EnvironmentName], issued: Instant, validity: TimeSpan,
    tokens: inout RehearsalTokens, using generator: inout some RandomNumberGenerator
  ) throws(Failure) {
    var content = content
    content.standIn(&tokens, environments, &generator)
    let identity = AgeIdentity.generate(using: &generator)
    let key = MinisignSecretKey.generate(using: &generator)
    do {
      let payload = try PayloadEncoder.encode(content)
      let statement = BundleStatement(
        service: content.service, environment: content.environment, issued: issued, expires: issued + validity,
        content: ContentDigest(of: payload.span), commit: nil, isDirty: true)
      file = try BundleSealer.seal(
        payload.span, statement, to: [identity.recipient], signedBy: [key], using: &generator)
    } catch let failure as PayloadFailure {
      throw .payload(failure)
    } catch let failure as SealFailure {
      throw .sealing(failure)
    } catch {
      throw .noSuchBundle
    }
    self.identity = identity
    signer = key.publicKey
  }

  /// The environments of the keys that have a tombstone: their tokens carry it, in whichever bundle they are revoked.
  private static func environments(ofRevokedIn catalog: Catalog) -> [KeyID: EnvironmentName] {
    let revoked = Set(catalog.tombstones.map(\.key.value))
    guard !revoked.isEmpty else { return [:] }
    let keys = catalog.keys.filter { revoked.contains($0.id) }
    return Dictionary(keys.compactMap { key in key.environment.map { (key.id, $0) } }) { first, _ in first }
  }

  /// How long a bundle is good for where the project does not say: 7 days.
  public static let defaultValidity = TimeSpan(seconds: 7 * 86_400)
}

extension BundleContent {
  /// Puts the digests of stand-ins in the place of the declared ones.
  fileprivate mutating func standIn(
    _ tokens: inout RehearsalTokens, _ environments: [KeyID: EnvironmentName],
    _ generator: inout some RandomNumberGenerator
  ) {
    for key in keys.indices {
      for index in keys[key].secrets.indices {
        let secret = keys[key].secrets[index]
        keys[key].secrets[index].digest = tokens.replacement(
          for: secret.digest, handle: secret.handle, prefix: tokenPrefix, environment: environment, using: &generator)
      }
    }
    for index in tombstones.indices {
      let tombstone = tombstones[index]
      tombstones[index].digest = tokens.replacement(
        for: tombstone.digest, handle: tombstone.handle, prefix: tokenPrefix,
        environment: environments[tombstone.key] ?? environment, using: &generator)
    }
  }
}

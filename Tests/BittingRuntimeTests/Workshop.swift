import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import Sodium
import TestSupport

/// What tests make bundles with: signers, recipients, and the facts of a statement that they may change.
final class Workshop {
  var generator = SeededGenerator(seed: 1)
  let signers: [MinisignSecretKey]
  let identity: AgeIdentity
  let otherIdentity: AgeIdentity

  var service = name("storefront")
  var environment = EnvironmentName("live")!
  var issued = instant("2026-11-23T07:00:00Z")
  var expires = instant("2026-11-30T07:00:00Z")

  init() {
    var generator = SeededGenerator(seed: 2)
    signers = (0..<4).map { _ in MinisignSecretKey.generate(using: &generator) }
    identity = AgeIdentity.generate(using: &generator)
    otherIdentity = AgeIdentity.generate(using: &generator)
  }

  /// Trust in the first three signers.
  func trust(threshold: Int = 1) -> Trust { Trust(signers.prefix(3).map(\.publicKey), threshold: threshold)! }

  func statement(of payload: [UInt8]) -> BundleStatement {
    BundleStatement(
      service: service, environment: environment, issued: issued, expires: expires,
      content: ContentDigest(of: payload.span), commit: nil, isDirty: false)
  }

  /// A bundle file of `payload`, signed by the signers of these numbers.
  func seal(payload: [UInt8], by signers: [Int] = [0], to recipients: [AgeIdentity]? = nil) throws -> [UInt8] {
    try BundleSealer.seal(
      payload.span, statement(of: payload), to: (recipients ?? [identity]).map(\.recipient),
      signedBy: signers.map { self.signers[$0] }, using: &generator)
  }

  func seal(_ content: BundleContent, by signers: [Int] = [0]) throws -> [UInt8] {
    try seal(payload: try PayloadEncoder.encode(content), by: signers)
  }

  /// Opens `file` at `now`, by default an hour after it was issued.
  func open(
    _ file: [UInt8], trusting trust: Trust? = nil, for audience: Audience? = nil, after mark: HighWater? = nil,
    at now: Instant? = nil, with identity: AgeIdentity? = nil
  ) throws(OpenFailure) -> (gate: Gate, next: HighWater) {
    try Gate.open(
      file.span, identities: [identity ?? self.identity], trusting: trust ?? self.trust(),
      for: audience ?? Audience(service: name("storefront"), environment: EnvironmentName("live")!),
      after: mark, at: Moment(utc: now ?? issued + span("1h"), steady: 0))
  }

  /// A revocation list, signed by the signers of these numbers, by default of when the bundles are issued.
  func list(
    _ digests: [TokenDigest], of project: String = "shop", issued: Instant? = nil, by signers: [Int] = [0]
  ) throws -> [UInt8] {
    try RevocationSealer.seal(
      digests, of: name(project), issued: issued ?? self.issued, signedBy: signers.map { self.signers[$0] })
  }

  /// `gate` with what `list` revokes, an hour after bundles were issued.
  func revoke(
    _ list: [UInt8], on gate: Gate, after mark: HighWater, trusting trust: Trust? = nil, at now: Instant? = nil
  ) throws(OpenFailure) -> (gate: Gate, next: HighWater) {
    try gate.revoking(
      list.span, trusting: trust ?? self.trust(), after: mark, at: Moment(utc: now ?? issued + span("1h"), steady: 0))
  }

  /// A bundle file of the small sample that `signer` has signed.
  func sealed(by signer: MinisignSecretKey) throws -> [UInt8] {
    let payload = try PayloadEncoder.encode(Samples.small())
    return try BundleSealer.seal(
      payload.span, statement(of: payload), to: [identity.recipient], signedBy: [signer], using: &generator)
  }

  /// What `file` holds after its signatures.
  func ageFile(in file: [UInt8]) throws -> [UInt8] {
    let head = try MinisignSignatures(atHeadOf: file.span, limit: BundleLimits.signatures)
    return Array(file.dropFirst(head.byteCount))
  }

  /// A gate on `content`.
  static func gate(_ content: BundleContent) throws -> Gate {
    let workshop = Workshop()
    return try workshop.open(try workshop.seal(content)).gate
  }
}

extension MinisignSecretKey {
  /// A key of its own under the key id of `other`.
  func masquerading(as other: MinisignSecretKey) throws -> MinisignSecretKey {
    let seed = [UInt8](repeating: 7, count: 32)
    return MinisignSecretKey(keyID: other.publicKey.keyID, seed: seed.span)
  }
}

/// What `body` fails with; nil if it does not.
func failure(_ body: () throws -> Void) -> OpenFailure? {
  do {
    try body()
    return nil
  } catch {
    return error as? OpenFailure ?? .stateUnwritable
  }
}

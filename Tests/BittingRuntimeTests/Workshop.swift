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
struct Workshop {
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
  mutating func seal(payload: [UInt8], by signers: [Int] = [0], to recipients: [AgeIdentity]? = nil) throws -> [UInt8] {
    try BundleSealer.seal(
      payload.span, statement(of: payload), to: (recipients ?? [identity]).map(\.recipient),
      signedBy: signers.map { self.signers[$0] }, using: &generator)
  }

  mutating func seal(_ content: BundleContent, by signers: [Int] = [0]) throws -> [UInt8] {
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

  /// Why `open` fails; nil if it does not.
  func failure(_ body: () throws(OpenFailure) -> Void) -> OpenFailure? {
    do throws(OpenFailure) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// A gate on `content`.
  static func gate(_ content: BundleContent) throws -> Gate {
    var workshop = Workshop()
    return try workshop.open(try workshop.seal(content)).gate
  }
}


public import AgeFile
public import BittingRuntime
internal import KeyModel
public import Minisign

/// A bundle that was sealed for tests, with what it takes to open it.
public struct RehearsedBundle: Sendable {
  private let file: [UInt8]
  private let identity: AgeIdentity
  private let signer: MinisignPublicKey

  /// The bundle in `file`, sealed to `identity` and signed by `signer`.
  public init(file: [UInt8], identity: AgeIdentity, signer: MinisignPublicKey) {
    self.file = file
    self.identity = identity
    self.signer = signer
  }

  /// Opens it as a service does that starts for the first time at the instant of `stage`.
  public func open(on stage: TestStage) throws(OpenFailure) -> Gate {
    guard let trust = Trust([signer], threshold: 1) else { throw .untrustedSigner }
    return try Gate.open(
      file.span, identities: [identity], trusting: trust,
      for: Audience(service: stage.service, environment: stage.environment), after: nil, at: stage.moment
    ).gate
  }
}

extension TestStage {
  /// The instant by both clocks; the steady one stands still.
  var moment: Moment { Moment(utc: at, steady: 0) }
}

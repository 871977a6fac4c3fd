import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleWriting
import Foundation
import KeyModel
import Minisign
import MinisignSigning
import TestSupport

/// A sealed bundle of a sample, made once and kept in a folder.
///
/// Signer and identity are drawn from the seed, so that anybody can draw them again: they protect nothing.
struct SampleBundle {
  let sample: SampleGate
  let path: String
  let signer: MinisignSecretKey
  let identity: AgeIdentity

  init(of sample: SampleGate, in folder: String) throws {
    self.sample = sample
    path = "\(folder)/gate-\(sample.keys).bitting"
    var random = SeededGenerator(seed: sample.seed)
    signer = .generate(using: &random)
    identity = .generate(using: &random)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let payload = try PayloadEncoder.encode(sample.content)
    let statement = BundleStatement(
      service: SampleGate.service, environment: SampleGate.environment, issued: SampleGate.issued,
      expires: SampleGate.expires, content: ContentDigest(of: payload.span), commit: nil, isDirty: false)
    let file = try BundleSealer.seal(
      payload.span, statement, to: [identity.recipient], signedBy: [signer], using: &random)
    try Data(file).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  func open() throws -> Gate {
    let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    return try open(file.span)
  }

  func open(_ file: Span<UInt8>) throws -> Gate {
    try Gate.open(
      file, identities: [identity], trusting: Trust([signer.publicKey], threshold: 1)!,
      for: Audience(service: SampleGate.service, environment: SampleGate.environment), after: nil,
      at: Moment(utc: SampleGate.now, steady: 0)
    ).gate
  }
}

import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleWriting
import Foundation
import KeyModel
import Minisign
import MinisignSigning
import Sodium
import TestSupport

/// A sealed bundle of a sample, made once and kept in a folder.
///
/// Signer and identity are drawn from the seed, so that anybody can draw them again: they protect nothing.
struct SampleBundle {
  let sample: SampleGate
  let path: String
  let signer: MinisignSecretKey
  let identity: AgeIdentity

  /// All of its times are later by `days` than the sample's.
  init(of sample: SampleGate, in folder: String, laterBy days: Int64 = 0) throws {
    self.sample = sample
    path = "\(folder)/gate-\(sample.keys)\(days == 0 ? "" : "+\(days)").bitting"
    var random = SeededGenerator(seed: sample.seed)
    signer = .generate(using: &random)
    identity = .generate(using: &random)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let later = TimeSpan(seconds: days * 86_400)
    let payload = try PayloadEncoder.encode(sample.content(laterBy: later))
    let statement = BundleStatement(
      service: SampleGate.service, environment: SampleGate.environment, issued: SampleGate.issued + later,
      expires: SampleGate.expires + later, content: ContentDigest(of: payload.span), commit: nil, isDirty: false)
    let file = try BundleSealer.seal(
      payload.span, statement, to: [identity.recipient], signedBy: [signer], using: &random)
    try Data(file).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// The public key of the signer, as text.
  var signerText: String { signer.publicKey.description }

  /// The text of a file with the identity.
  var identityFile: [UInt8] {
    var bytes: [UInt8] = []
    identity.text.withBytes { text in bytes = text.indices.map { text[$0] } + [0x0A] }
    return bytes
  }

  /// Writes the identity to a file, as a service has it.
  func writeIdentity(to path: String) throws { try Data(identityFile).write(to: URL(fileURLWithPath: path)) }

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

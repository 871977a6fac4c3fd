internal import AgeFile
internal import BittingRuntime
internal import CBitting
internal import KeyModel
internal import Minisign

/// What an authorizer is in C: who a service is, whom it trusts, and what is in force.
final class Service: @unchecked Sendable {
  let identities: [AgeIdentity]
  let trust: Trust
  let audience: Audience
  // Invariant: used only under the registry's lock, which is what `@unchecked Sendable` relies on.
  /// How many updates have been put in force.
  private(set) var revision: UInt64 = 0
  /// What the last of them has left; nil before there was one.
  private(set) var mark: HighWater?

  private init(_ audience: Audience, _ trust: Trust, _ identities: [AgeIdentity]) {
    self.audience = audience
    self.trust = trust
    self.identities = identities
  }

  /// The service that `options` tell of.
  ///
  /// Not an initializer: in Embedded Swift, the memory of an object whose initializer throws is lost.
  static func make(_ options: bitting_options) throws(CallFailure) -> Service {
    try unsafe check(options.flags, known: 0)
    let audience = try unsafe Audience(options)
    let trust = try unsafe Trust(options)
    return Service(audience, trust, try unsafe Service.identities(options))
  }

  /// Notes that what leaves `mark` is in force.
  func advance(to mark: HighWater) {
    revision += 1
    self.mark = mark
  }

  private static func identities(_ options: bitting_options) throws(CallFailure) -> [AgeIdentity] {
    let text = try unsafe givenBytes(options.identities, options.identities_length)
    do {
      return try AgeIdentityFile(parsing: unsafe text.span).identities
    } catch {
      throw CallFailure(BITTING_INVALID_IDENTITY)
    }
  }
}

extension Audience {
  fileprivate init(_ options: bitting_options) throws(CallFailure) {
    let service = try unsafe givenBytes(options.service, options.service_length)
    let environment = try unsafe givenBytes(options.environment, options.environment_length)
    guard let service = Name(parsing: unsafe service.span),
      let environment = EnvironmentName(parsing: unsafe environment.span)
    else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    self.init(service: service, environment: environment)
  }
}

extension Trust {
  fileprivate init(_ options: bitting_options) throws(CallFailure) {
    let text = try unsafe givenBytes(options.signers, options.signers_length)
    guard let threshold = unsafe Int(exactly: options.threshold),
      let trust = Trust(try Trust.signers(in: unsafe text.span), threshold: threshold)
    else { throw CallFailure(BITTING_INVALID_SIGNERS) }
    self = trust
  }

  /// The keys in `text`, one a line.
  private static func signers(in text: Span<UInt8>) throws(CallFailure) -> [MinisignPublicKey] {
    var signers: [MinisignPublicKey] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      let line = text.extracting(start..<end)
      start = end + 1
      if line.isEmpty || line.begins(with: "untrusted comment:") { continue }
      guard let signer = try? MinisignPublicKey(line: line) else { throw CallFailure(BITTING_INVALID_SIGNERS) }
      signers.append(signer)
    }
    return signers
  }
}

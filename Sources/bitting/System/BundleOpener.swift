internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// Opens a bundle as a service does, with a revocation list if there is one.
struct BundleOpener {
  let bundle: String
  let revocations: String?
  let identity: String
  let state: String?
  let audience: AudienceChoice

  /// The gate of the bundle; what was accepted is written to the state file before the gate is handed out.
  func open(trusting trust: Trust, at now: Instant) throws -> Gate {
    let bytes = try BundleFile.read(bundle)
    let list = try revocations.map { try BundleFile.read($0, limit: BundleLimits.revocationFileBytes) }
    let identities = try KeyFile.identities(identity)
    let mark = try state.flatMap(readState)
    let detail = RefusalDetail(trust: trust, mark: mark, now: now)
    let now = Moment(utc: now, steady: WallClock.steady)
    let (audience, origin) = try refusing(bundle, { $0 == .malformed ? FileMistake.ofBundle(bytes) : nil }) {
      () throws(OpenFailure) in try wanted(bytes, trust, mark)
    }
    var (gate, next) = try refusing(bundle, { detail.ofBundle(bytes, $0, for: audience, from: origin) }) {
      () throws(OpenFailure) in
      try Gate.open(bytes.span, identities: identities, trusting: trust, for: audience, after: mark, at: now)
    }
    if let revocations, let list {
      let project = gate.project
      (gate, next) = try refusing(revocations, { detail.ofList(list, $0, of: project) }) { () throws(OpenFailure) in
        try gate.revoking(list.span, trusting: trust, after: next, at: now)
      }
    }
    if let state { try writeState(next, to: state) }
    return gate
  }

  /// What `body` returns; what it fails with, as a refusal of the file at `path`, with what `hint` says of it.
  private func refusing<Result>(
    _ path: String, _ hint: (OpenFailure) -> String?, _ body: () throws(OpenFailure) -> Result
  ) throws(FileRefusal) -> Result {
    do {
      return try body()
    } catch {
      throw FileRefusal(path: path, failure: error, hint: hint(error))
    }
  }

  /// Whom the bundle has to be for: who asks, else whom the state remembers, else what the file's name says, else
  /// whoever it states.
  private func wanted(
    _ bytes: [UInt8], _ trust: Trust, _ mark: HighWater?
  ) throws(OpenFailure) -> (Audience, AudienceChoice.Origin) {
    let known = mark.map { Audience(service: $0.service, environment: $0.environment) }
    let likely = known ?? AudienceChoice.named(bundle)
    if let complete = audience.completed(by: likely) {
      return (complete, audience.origin ?? (known != nil ? .state : .fileName))
    }
    let statement = try VerifiedBundle(try SealedBundle(parsing: bytes.span), trusting: trust).statement
    let stated = Audience(service: statement.service, environment: statement.environment)
    return (audience.completed(by: stated) ?? stated, audience.origin ?? .bundle)
  }

  /// The most that a state file may hold: all that may be revoked, and a few lines.
  private static let stateLimit = BundleLimits.revocationFileBytes

  /// The mark in the state file; none if there is no file. One that cannot be read is not the same as none.
  private func readState(_ path: String) throws -> HighWater? {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(path, limit: BundleOpener.stateLimit)
    } catch  where error.isMissing && !FilePath.exists(path) {
      return nil
    } catch {
      throw CommandFailure.unreadable(path, error)
    }
    guard let mark = HighWater(parsing: bytes.span) else {
      throw CommandFailure.cannotTell(
        "`\(path)` is not a state file",
        hint: "without its memory a validator could be rolled back: look at what happened to it")
    }
    return mark
  }

  private func writeState(_ mark: HighWater, to path: String) throws(FileRefusal) {
    do {
      try FileWriting.replace(path, with: mark.bytes.span, mode: 0o600)
    } catch {
      throw FileRefusal(path: bundle, failure: .stateUnwritable, hint: "`\(path)` cannot be written: \(error.message)")
    }
  }
}

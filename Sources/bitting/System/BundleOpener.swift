internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// Opens a bundle as a service does.
struct BundleOpener {
  let bundle: String
  let identity: String
  let state: String?
  let audience: AudienceChoice

  /// The gate of the bundle; what was accepted is written to the state file before the gate is handed out.
  func open(trusting trust: Trust, at now: Instant) throws -> Gate {
    let bytes = try BundleFile.read(bundle)
    let identities = try KeyFile.identities(identity)
    let mark = try state.flatMap(readState)
    let (gate, next) = try Gate.open(
      bytes.span, identities: identities, trusting: trust, for: try audience(bytes, trust, mark), after: mark,
      at: Moment(utc: now, steady: WallClock.steady))
    if let state { try writeState(next, to: state) }
    return gate
  }

  /// Whom the bundle has to be for: who asks, else whom the state remembers, else what the file's name says, else
  /// whoever it states.
  private func audience(_ bytes: [UInt8], _ trust: Trust, _ mark: HighWater?) throws -> Audience {
    let known = mark.map { Audience(service: $0.service, environment: $0.environment) }
    let likely = known ?? AudienceChoice.named(bundle)
    if let complete = audience.completed(by: likely) { return complete }
    let statement = try VerifiedBundle(try SealedBundle(parsing: bytes.span), trusting: trust).statement
    let stated = Audience(service: statement.service, environment: statement.environment)
    return audience.completed(by: stated) ?? stated
  }

  /// The mark in the state file; none if there is no file. One that cannot be read is not the same as none.
  private func readState(_ path: String) throws -> HighWater? {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(path, limit: 1 << 20)
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

  private func writeState(_ mark: HighWater, to path: String) throws {
    do {
      try FileWriting.replace(path, with: mark.description.utf8.span, mode: 0o600)
    } catch {
      throw OpenFailure.stateUnwritable
    }
  }
}

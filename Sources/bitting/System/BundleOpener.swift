internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// Opens a bundle as a service does that takes whatever service and environment the file's name promises.
struct BundleOpener {
  let bundle: String
  let identity: String
  let state: String?

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

  /// Whom the bundle has to be for: what the state remembers, else what the file's name says, else what it states.
  private func audience(_ bytes: [UInt8], _ trust: Trust, _ mark: HighWater?) throws -> Audience {
    if let mark { return Audience(service: mark.service, environment: mark.environment) }
    if let named { return named }
    let statement = try VerifiedBundle(try SealedBundle(parsing: bytes.span), trusting: trust).statement
    return Audience(service: statement.service, environment: statement.environment)
  }

  /// The audience that a name such as `storefront.live.bitting` promises.
  private var named: Audience? {
    let name = bundle.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2] == "bitting", let service = Name(String(parts[0])),
      let environment = EnvironmentName(String(parts[1]))
    else { return nil }
    return Audience(service: service, environment: environment)
  }

  /// The mark in the state file; none if there is no file. One that cannot be read is not the same as none.
  private func readState(_ path: String) throws -> HighWater? {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(path, limit: 1 << 20)
    } catch where error.isMissing {
      return nil
    } catch {
      throw CommandFailure.cannotTell("`\(path)` cannot be read: \(error.message)")
    }
    guard let mark = HighWater(parsing: bytes.span) else {
      throw CommandFailure.cannotTell(
        "`\(path)` is not a state file", hint: "without its memory a validator could be rolled back: look at what happened to it")
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

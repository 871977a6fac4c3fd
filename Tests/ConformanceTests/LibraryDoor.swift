import AgeFile
import BittingRuntime
import ConformanceSupport
import Foundation
import KeyModel
import Minisign
import Testing

/// The validator as a Swift library, with a host around it that keeps its state.
struct LibraryDoor {
  private let folder: URL
  private let audience: Audience
  private let trust: Trust
  private let identities: [AgeIdentity]

  private var authorizer: Authorizer?
  private var state: String?
  private var lastBundle: String?

  /// The scenario in `folder`.
  init(_ scenario: Scenario, in folder: URL) throws {
    self.folder = folder
    audience = Audience(
      service: try #require(Name(scenario.service)), environment: try #require(EnvironmentName(scenario.environment)))
    trust = try #require(
      Trust(try scenario.signers.map { try MinisignPublicKey(line: $0) }, threshold: scenario.threshold))
    let identity = [UInt8](try Data(contentsOf: folder.appendingPathComponent(scenario.identity)))
    identities = try AgeIdentityFile(parsing: identity.span).identities
  }

  /// What comes of `step`.
  mutating func outcome(of step: ScenarioStep) throws -> StepOutcome {
    if step.restart { try start(at: step.moment) }
    do {
      switch step.action {
      case .open: return StepOutcome(try open(step))
      case .revoke: return StepOutcome(try revoke(step))
      case .ask: return ask(step)
      }
    } catch let failure as OpenFailure {
      return StepOutcome(failure.description)
    }
  }

  /// A start with what was written: the last bundle is opened again, and no list.
  private mutating func start(at now: Moment) throws {
    authorizer = nil
    guard let lastBundle, let mark = state.flatMap({ HighWater($0) }) else { return }
    authorizer = Authorizer(try open(lastBundle, after: mark, at: now).gate, at: now)
  }

  /// Puts `gate` in force.
  private mutating func replace(with gate: Gate, at now: Moment) {
    guard let authorizer else {
      authorizer = Authorizer(gate, at: now)
      return
    }
    authorizer.replace(with: gate, at: now)
  }

  private mutating func open(_ step: ScenarioStep) throws -> String {
    let file = step.file ?? ""
    let opened = try open(file, after: step.state == "none" ? nil : state.flatMap { HighWater($0) }, at: step.moment)
    try keep(opened.next, step)
    replace(with: opened.gate, at: step.moment)
    lastBundle = file
    return "opens"
  }

  private func open(_ file: String, after mark: HighWater?, at now: Moment) throws -> (gate: Gate, next: HighWater) {
    try withBytes(of: file) { bytes throws(OpenFailure) in
      try Gate.open(bytes, identities: identities, trusting: trust, for: audience, after: mark, at: now)
    }
  }

  private mutating func revoke(_ step: ScenarioStep) throws -> String {
    guard let authorizer, let mark = state.flatMap({ HighWater($0) }) else { return "not-ready" }
    let revoked = try withBytes(of: step.file ?? "") { bytes throws(OpenFailure) in
      try authorizer.gate.revoking(bytes, trusting: trust, after: mark, at: step.moment)
    }
    try keep(revoked.next, step)
    replace(with: revoked.gate, at: step.moment)
    return "accepted"
  }

  /// The host's part: what cannot be written down is not put in force.
  private mutating func keep(_ mark: HighWater, _ step: ScenarioStep) throws(OpenFailure) {
    guard step.state != "unwritable" else { throw .stateUnwritable }
    state = mark.description
  }

  /// Lends the bytes of a file, which is not read before somebody looks: it may be larger than the memory.
  private func withBytes<Result>(
    of file: String, _ body: (Span<UInt8>) throws(OpenFailure) -> Result
  ) throws -> Result {
    let data = try Data(contentsOf: folder.appendingPathComponent(file), options: .alwaysMapped)
    return try unsafe data.withUnsafeBytes { bytes in
      try body(unsafe bytes.bindMemory(to: UInt8.self).span)
    }
  }
}

// Requests.
extension LibraryDoor {
  private func ask(_ step: ScenarioStep) -> StepOutcome {
    guard let authorizer else { return StepOutcome("not-ready") }
    let tenant = step.tenant?.bytes
    if let scope = step.scope?.bytes {
      return ask(authorizer, Request.scope(scope.span, tenant: tenant?.span), step)
    }
    let (method, path) = (step.method?.bytes ?? [], step.path?.bytes ?? [])
    return ask(authorizer, Request.route(method: method.span, path: path.span, tenant: tenant?.span), step)
  }

  private func ask(_ authorizer: Authorizer, _ request: borrowing Request, _ step: ScenarioStep) -> StepOutcome {
    let address = step.from.flatMap { Address($0) }
    let tokens = (step.tokens ?? []).map(\.bytes)
    guard let token = tokens.first else {
      return authorizer.authorize(.none, request, from: address, at: step.moment) { StepOutcome($0) }
    }
    guard tokens.count == 1 else {
      return authorizer.authorize(.several, request, from: address, at: step.moment) { StepOutcome($0) }
    }
    return authorizer.authorize(.token(token.span), request, from: address, at: step.moment) { StepOutcome($0) }
  }
}

extension ScenarioStep {
  /// When it is.
  var moment: Moment { Moment(utc: Instant(seconds: seconds), steady: UInt64(steady)) }
}

internal import AgeFile
internal import AgeWriting
internal import KeyModel
internal import Minisign
internal import MinisignSigning
internal import Sodium

/// A scenario with the files that it needs.
package struct Preparation: Sendable {
  /// The scenario.
  package private(set) var scenario: Scenario
  /// Its bundles and lists, and the identity, by name.
  package private(set) var files: [String: Content] = [:]

  /// What a file holds.
  package enum Content: Sendable {
    case bytes([UInt8])
    /// So many zero bytes, which take no room on a disk.
    case zeros(Int)
  }

  /// Prepares the vector `name`.
  package init(_ vector: Vector, named name: String) throws {
    let maker = try Maker(vector)
    let trust = vector.trust ?? TrustedSigners(signers: ["one", "two", "three"], threshold: 1)
    scenario = Scenario(
      name: name, about: vector.about, service: vector.service ?? "storefront",
      environment: vector.environment ?? "live", identity: "identity",
      signers: trust.signers.map { maker.workshop.signer($0).publicKey.description }, threshold: trust.threshold,
      steps: [])
    let text = maker.workshop.identity(vector.identity ?? "service").text
    files["identity"] = .bytes(text.withBytes { bytes in bytes.indices.map { bytes[$0] } } + [0x0A])
    var steps = vector.steps
    if steps.first?.open == nil { steps.insert(VectorStep(openingAt: vector.issued ?? Vector.issued), at: 0) }
    for step in steps { try add(step, of: vector, maker) }
  }

  private mutating func add(_ step: VectorStep, of vector: Vector, _ maker: Maker) throws {
    let at = step.at ?? vector.at ?? Vector.at
    let instant: Instant = try Maker.read(at)
    var prepared = ScenarioStep(
      action: .ask, at: instant.description, seconds: instant.seconds,
      steady: steady(step, instant), times: step.times ?? 1, restart: step.restart ?? false,
      state: step.state ?? "kept", expect: step.expect)
    if let sealing = step.open {
      prepared.action = .open
      prepared.file = try file(".bitting", sealing.zeros.map(Content.zeros) ?? .bytes(try maker.bundle(sealing)))
    } else if let list = step.revoke {
      prepared.action = .revoke
      prepared.file = try file(".revocations", list.zeros.map(Content.zeros) ?? .bytes(try maker.list(list)))
    } else {
      try prepared.ask(step, maker)
    }
    if prepared.action != .ask { try Preparation.checkOutcome(of: prepared) }
    scenario.steps.append(prepared)
    markRunning()
  }

  /// The name of a new file with `content`; files that are the same are one.
  private mutating func file(_ suffix: String, _ content: Content) throws -> String {
    let name = "\(files.keys.count { $0.hasSuffix(suffix) } + 1)\(suffix)"
    files[name] = content
    return name
  }

  private static func checkOutcome(of step: ScenarioStep) throws {
    let success = step.action == .open ? "opens" : "accepted"
    guard step.expect == success || OpenFailureNames.all.contains(step.expect) else {
      throw MakingFailure("`\(step.expect)` is no outcome of a file")
    }
  }

  /// By the time of day if the step does not say; it does not go back where that does. It stays within what a double
  /// holds exactly.
  private func steady(_ step: VectorStep, _ instant: Instant) -> Int64 {
    let last = scenario.steps.last?.steady
    if let after = step.after { return (last ?? Preparation.steadyStart) + after }
    let seconds = min(instant.seconds - (Instant(Vector.issued)?.seconds ?? 0), 4_000_000)
    return max(Preparation.steadyStart + max(seconds, -500_000) * 1_000_000_000, last ?? 0)
  }

  /// What the steady clock shows when bundles are issued.
  private static let steadyStart: Int64 = 1_000_000_000_000_000
}

extension Preparation {
  /// Says of the last step, if it is a request, whether the bundle in force could not be opened at its time.
  private mutating func markRunning() {
    guard let last = scenario.steps.last, last.action == .ask else { return }
    guard let opened = scenario.steps.last(where: { $0.action == .open && $0.expect == "opens" }) else { return }
    // Doors that open a bundle for each request can do so up to its expiry, and a little before its issue.
    guard let file = opened.file, case .bytes(let bytes)? = files[file],
      let lifetime = Preparation.lifetime(of: bytes), !lifetime.contains(last.seconds)
    else { return }
    scenario.steps[scenario.steps.count - 1].needs = (last.needs ?? []) + [.running]
  }

  /// When a bundle can be opened, as its comment says.
  private static func lifetime(of bundle: [UInt8]) -> Range<Int64>? {
    let comment = bundle.split(separator: 0x0A, maxSplits: 3).dropFirst(2).first
    let words = String(decoding: comment ?? [], as: UTF8.self).split(separator: " ")
    func instant(_ name: String) -> Instant? {
      words.first { $0.hasPrefix(name) }.flatMap { Instant(String($0.dropFirst(name.utf8.count))) }
    }
    guard let issued = instant("issued="), let expires = instant("expires="), issued < expires else { return nil }
    return issued.seconds - 300..<expires.seconds
  }
}

extension ScenarioStep {
  /// Fills in what is asked.
  fileprivate mutating func ask(_ step: VectorStep, _ maker: Maker) throws {
    (method, path) = try step.methodAndPath()
    scope = step.scope
    tokens = try (step.token?.tokens ?? []).map { ByteText(try maker.token($0)) }
    tenant = step.tenant
    from = step.from == "none" ? nil : step.from ?? "192.0.2.1"
    facts = step.facts
    let words = step.expect.split(separator: " ").map(String.init)
    guard words == ["allow"] || (words.count == 2 && words[0] == "deny") else {
      throw MakingFailure("`\(step.expect)` is no outcome of a request")
    }
    expect = words[0]
    if words.count == 2 {
      let denial: DenialReason = try Maker.read(words[1])
      (reason, status) = (words[1], Int(denial.httpStatus))
    }
    let needs = self.needed(step)
    self.needs = needs.isEmpty ? nil : needs
  }

  /// Whether a request line and a header field can carry it (RFC 9112, section 3; RFC 9110, section 5.5).
  private var isHTTP: Bool {
    func isVisible(_ bytes: [UInt8]) -> Bool { !bytes.isEmpty && bytes.allSatisfy { (0x21...0x7E).contains($0) } }
    guard (tokens ?? []).allSatisfy({ isVisible($0.bytes) }) else { return false }
    guard let method = method?.bytes, let path = path?.bytes else { return true }
    return isVisible(method) && method.allSatisfy(RouteTemplate.isToken) && isVisible(path) && path[0] == 0x2F
  }

  private func needed(_ step: VectorStep) -> [Need] {
    var needs: [Need] = []
    if scope != nil { needs.append(.scope) }
    if tenant != nil { needs.append(.givenTenant) }
    if from == nil { needs.append(.noAddress) }
    if (tokens ?? []).count > 1 { needs.append(.several) }
    if !isHTTP { needs.append(.raw) }
    if step.times != nil || step.after != nil || reason == "rate" || reason == "quota" { needs.append(.counting) }
    return needs
  }
}

extension VectorStep {
  /// The opening of a bundle as a build makes it.
  fileprivate init(openingAt at: String) {
    open = Sealing()
    self.at = at
    expect = "opens"
  }

  /// The method and the path of `request`, apart at the first space, or as they are given.
  fileprivate func methodAndPath() throws -> (ByteText?, ByteText?) {
    guard let request else {
      guard (method == nil) == (path == nil), (method == nil) != (scope == nil) else {
        throw MakingFailure("a step opens, revokes, or asks for one thing")
      }
      return (method, path)
    }
    guard method == nil, path == nil, scope == nil else { throw MakingFailure("a step asks for one thing") }
    let parts = request.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw MakingFailure("`\(request)` is no method and path") }
    return (.text(parts[0]), .text(parts[1]))
  }
}

extension Vector {
  /// When bundles and lists are issued, unless a vector says otherwise.
  static let issued = "2026-11-23T07:00:00Z"
  /// When a step is, unless a vector says otherwise.
  static let at = "2026-11-23T08:00:00Z"
}

import ConformanceSupport
import Foundation
import TestSupport

/// The program `bitting authorize`, one process for each step, with a state file.
struct CommandDoor {
  private let scenario: Scenario
  private let folder: URL
  private let program: String
  private let work: TemporaryFolder
  private var bundle: String?

  /// The scenario in `folder`, run by the program at `program`.
  init(_ scenario: Scenario, in folder: URL, program: String) throws {
    (self.scenario, self.folder, self.program) = (scenario, folder, program)
    work = try TemporaryFolder()
  }

  /// What comes of `step`; nil if the program cannot be asked so.
  ///
  /// `next` is the step that follows. Where it asks, it opens the bundle that `step` opens, and that is enough.
  mutating func outcome(of step: ScenarioStep, before next: ScenarioStep?) throws -> StepOutcome? {
    switch step.action {
    case .open where step.expect == "opens" && step.state == "kept" && isAsked(next):
      bundle = step.file
      return nil
    case .open:
      let answer = try authorize(step.file, ["GET /"], nil, step)
      guard answer.failure == nil else { return answer.failure.map { StepOutcome($0) } }
      bundle = step.file
      return StepOutcome("opens")
    case .revoke:
      let list = folder.appendingPathComponent(step.file ?? "").path
      let answer = try authorize(bundle, ["GET /", "--revocations", list], nil, step)
      return StepOutcome(answer.failure ?? "accepted")
    case .ask:
      guard let wish = CommandDoor.arguments(of: step), bundle != nil else { return nil }
      return try authorize(bundle, wish, step.tokens?.first?.bytes, step).outcome
    }
  }

  private func isAsked(_ step: ScenarioStep?) -> Bool {
    guard let step else { return false }
    return step.action == .ask && CommandDoor.arguments(of: step) != nil
  }

  /// How a request is put into arguments; nil for what they cannot carry.
  private static func arguments(of step: ScenarioStep) -> [String]? {
    guard step.needs?.contains(.several) != true, step.needs?.contains(.running) != true,
      step.needs?.contains(.counting) != true
    else { return nil }
    guard let wish = step.wish, isCarried(step.tokens?.first?.bytes) else { return nil }
    var arguments = wish
    if let tenant = step.tenant {
      guard let text = String(carrying: tenant.bytes) else { return nil }
      arguments += ["--tenant", text]
    }
    if let from = step.from { arguments += ["--from", from] }
    return arguments
  }

  /// A token's file may name it and end its line, so a token that looks like that is read as something else.
  private static func isCarried(_ token: [UInt8]?) -> Bool {
    guard let token else { return true }
    let isNamed = token.split(separator: 0x3D, maxSplits: 1).first.map { name in
      token.count > name.count
        && name.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
    return token.last != 0x0A && token.last != 0x0D && isNamed != true
  }

  private func authorize(
    _ bundle: String?, _ wish: [String], _ token: [UInt8]?, _ step: ScenarioStep
  ) throws -> Answer {
    var arguments = ["authorize", folder.appendingPathComponent(bundle ?? "").path] + wish
    arguments += ["--identity", folder.appendingPathComponent(scenario.identity).path]
    arguments += ["--service", scenario.service, "--environment", scenario.environment]
    for signer in scenario.signers { arguments += ["--trust", signer] }
    arguments += ["--threshold", "\(scenario.threshold)", "--at", step.at, "--format", "json"]
    switch step.state {
    case "unwritable": arguments += ["--state", work.path("no-such-folder/state")]
    case "none":
      try? FileManager.default.removeItem(atPath: work.path("state"))
      arguments += ["--state", work.path("state")]
    default: arguments += ["--state", work.path("state")]
    }
    if let token { arguments += ["--token-file", try work.write(token, to: "token")] }
    let outcome = try Program.run("env", [program] + arguments)
    return try JSONDecoder().decode(Answer.self, from: Data(outcome.output))
  }
}

/// What the program prints.
private struct Answer: Decodable {
  let failure: String?
  let decision: String?
  let reason: String?
  let key: String?
  let type: String?
  let tenant: String?
  let handle: String?
  let route: String?

  var outcome: StepOutcome {
    guard let decision else { return StepOutcome(failure ?? "nothing") }
    var facts = VectorFacts()
    facts.key = key ?? ""
    facts.type = type ?? ""
    facts.handle = handle ?? ""
    facts.route = route ?? ""
    facts.tenant = tenant ?? ""
    return StepOutcome(decision + (reason.map { " \($0)" } ?? ""), facts: facts)
  }
}

extension ScenarioStep {
  /// The request as arguments; nil for what they cannot carry.
  fileprivate var wish: [String]? {
    if let scope { return String(carrying: scope.bytes).map { ["--scope", $0] } }
    guard let method, let path, let name = String(carrying: method.bytes), let target = String(carrying: path.bytes)
    else { return nil }
    guard !method.bytes.contains(0x20), path.bytes.first != 0x20, !name.hasPrefix("-") else { return nil }
    return ["\(name) \(target)"]
  }
}

extension String {
  /// The text of an argument with these bytes; nil for bytes that no argument can have.
  fileprivate init?(carrying bytes: [UInt8]) {
    guard !bytes.contains(0) else { return nil }
    self.init(validating: bytes, as: UTF8.self)
  }
}

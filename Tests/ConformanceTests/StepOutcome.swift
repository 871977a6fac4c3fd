import BittingRuntime
import ConformanceSupport
import KeyModel

/// What a door said to a step.
struct StepOutcome {
  /// `opens`, `allow`, `deny tenant`, `rolled-back`.
  let text: String
  /// What it told about the request; nil where it does not say such things.
  var facts: VectorFacts?

  /// An outcome without facts.
  init(_ text: String, facts: VectorFacts? = nil) {
    self.text = text
    self.facts = facts
  }

  /// A decision of the library. What it does not know is the empty text.
  init(_ decision: borrowing Decision) {
    text = decision.reason.map { "deny \($0)" } ?? "allow"
    let known = decision.facts
    var facts = VectorFacts()
    facts.key = StepOutcome.copy(known.key)
    facts.type = StepOutcome.copy(known.type)
    facts.owner = StepOutcome.copy(known.owner)
    facts.handle = known.handle?.description ?? ""
    facts.route = StepOutcome.copy(known.template)
    facts.tenant = StepOutcome.tenant(decision)
    self.facts = facts
  }

  private static func copy(_ text: Span<UInt8>?) -> String { Text(copying: text)?.string ?? "" }

  private static func tenant(_ decision: borrowing Decision) -> String {
    switch decision {
    case .deny: return ""
    case .allow(let grant):
      switch grant.tenant {
      case .none: return ""
      case .all: return "*"
      case .one(let tenant): return Text(copying: tenant).string
      }
    }
  }

  /// How it differs from what `step` expects; nil where it does not.
  func difference(from step: ScenarioStep) -> String? {
    let expected = step.expect + (step.reason.map { " \($0)" } ?? "")
    guard text == expected else { return "\(expected) was expected, and it was \(text)" }
    guard let facts, let others = step.facts else { return nil }
    let differing = VectorFacts.fields.filter { facts[keyPath: $0.path] != others[keyPath: $0.path] }
      .filter { others[keyPath: $0.path] != nil && facts[keyPath: $0.path] != nil }
    guard let field = differing.first else { return nil }
    return
      "\(field.name) `\(others[keyPath: field.path] ?? "")` was expected, and it was `\(facts[keyPath: field.path] ?? "")`"
  }
}

extension VectorFacts {
  /// The facts by their names.
  static var fields: [(name: String, path: KeyPath<VectorFacts, String?>)] {
    [
      ("key", \.key), ("type", \.type), ("owner", \.owner), ("handle", \.handle), ("route", \.route),
      ("tenant", \.tenant),
    ]
  }
}

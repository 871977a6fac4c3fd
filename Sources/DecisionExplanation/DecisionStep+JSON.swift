public import Diagnostics
internal import KeyModel

extension DecisionStep {
  /// The check for programs: its name, what it denies for, its facts, and the sentence about them.
  public var json: JSONValue {
    let head: [(name: String, value: JSONValue)] = [
      ("step", .string(name)), ("denial", .string(orNull: denial?.description)),
    ]
    return .object(head + members + [("text", .string(TokenRedactor.redact(text)))])
  }

  private var members: [(name: String, value: JSONValue)] {
    switch fact {
    case .publicRoute(let template): [("route", Self.json(template))]
    case .credential(let count): [("credentials", .string(count == 0 ? "none" : count == 1 ? "one" : "several"))]
    case .form(let form, let lead): [("form", .string(Self.word(form))), ("lead", Self.json(lead))]
    case .key(let holder): Self.members(holder)
    case .revocation(let isRevoked, let isDecoy): [("revoked", .bool(isRevoked)), ("decoy", .bool(isDecoy))]
    case .disabled(let isDisabled): [("disabled", .bool(isDisabled))]
    case .window(let starts, let ends, let now):
      [("starts", Self.json(starts)), ("ends", Self.json(ends)), ("now", Self.json(now))]
    case .freshness(let age, let limit, let expires, let action):
      [
        ("age", .int(Int(age.seconds))), ("limit", limit.map { .int(Int($0.seconds)) } ?? .null),
        ("expires", Self.json(expires)), ("then", .string(action.description)),
      ]
    case .networks(let networks, let from):
      [
        ("networks", networks.map { .array($0.map(Self.json)) } ?? .null),
        ("from", .string(orNull: from?.description)),
      ]
    case .path: []
    case .route(let template): [("route", Self.json(template))]
    case .scope(let needed, let granted): [("needed", Self.json(needed)), ("granted", .array(granted.map(Self.json)))]
    case .level(let scope): [("needed", Self.json(scope))]
    case .tenant(let inPath, let given, let reach):
      [("path", Self.json(inPath)), ("given", Self.json(given)), ("reach", Self.json(reach))]
    }
  }

  private static func members(_ holder: DecisionFact.Holder?) -> [(name: String, value: JSONValue)] {
    [
      ("key", json(holder?.key)), ("type", json(holder?.type)),
      ("handle", .string(orNull: holder?.handle?.description)),
    ]
  }

  private static func word(_ form: DecisionFact.Form) -> String {
    switch form {
    case .native: "native"
    case .foreign: "foreign"
    case .malformed: "malformed"
    }
  }

  /// `*` for everybody, null for nobody.
  private static func json(_ reach: DecisionFact.Reach) -> JSONValue {
    switch reach {
    case .none: .null
    case .all: .string("*")
    case .one(let tenant): json(tenant)
    }
  }

  private static func json(_ value: (some CustomStringConvertible)?) -> JSONValue {
    .string(orNull: (value?.description).map(TokenRedactor.redact))
  }
}

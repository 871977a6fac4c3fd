internal import BittingRuntime
internal import BundleFormat
internal import DecisionExplanation
internal import Diagnostics
internal import KeyModel

/// A decision, copied out of the bundle for people and for programs.
struct DecisionView {
  /// Why the request is denied; nil if it is allowed.
  let reason: DenialReason?
  private let key: String?
  private let type: String?
  private let tenant: String?
  private let handle: String?
  private let template: String?
  private let ends: Instant?
  private let sequence: Int64
  private let trace: DecisionTrace?
  /// Why the request is denied, in words.
  private let cause: String?

  /// `decision`, which `gate` made about whoever sent `token`.
  init(_ decision: borrowing Decision, of gate: Gate, token: [UInt8]?, trace: DecisionTrace? = nil) {
    reason = decision.reason
    cause = decision.reason.map { DecisionView.cause($0, token, gate) }
    let facts = decision.facts
    key = DecisionView.copy(facts.key)
    type = DecisionView.copy(facts.type)
    handle = facts.handle?.description
    template = DecisionView.copy(facts.template)
    (tenant, ends) = DecisionView.granted(decision)
    sequence = gate.statement.sequence
    self.trace = trace
  }

  private static func cause(_ reason: DenialReason, _ token: [UInt8]?, _ gate: Gate) -> String {
    guard let token, reason == .malformed || reason == .unknown else { return DenialPages.summary(of: reason) }
    let lead = gate.image.tokenLead
    if let origin = TokenOrigin.text(of: token, lead: lead) { return origin }
    guard reason == .malformed else { return DenialPages.summary(of: reason) }
    // Invariant: only where a bundle knows no token from elsewhere is one malformed for that.
    let isForeign = TokenForm(of: token.span, lead: lead) == .foreign
    let fault = isForeign ? "it does not begin with `\(Text(copying: lead))`" : "its form or checksum is wrong"
    return "what was sent cannot be a token: \(fault)"
  }

  private static func copy(_ text: Span<UInt8>?) -> String? {
    guard let text else { return nil }
    return TokenRedactor.redact(Text(copying: text).string)
  }

  /// What only an allowed request goes on with.
  private static func granted(_ decision: borrowing Decision) -> (tenant: String?, ends: Instant?) {
    switch decision {
    case .deny: return (nil, nil)
    case .allow(let grant):
      switch grant.tenant {
      case .none: return (nil, grant.ends)
      case .all: return ("*", grant.ends)
      case .one(let name): return (Text(copying: name).string, grant.ends)
      }
    }
  }

  /// One line, and one for each step of an explained decision: `allow  key acme-sync (partner), secret k7Hq2mZp, tenant acme, until 2026-12-01T08:00:00Z`.
  var text: String {
    let verdict = reason.map { "deny \($0)" } ?? "allow"
    let who = key.map { key in "key \(key)\(type.map { " (\($0))" } ?? "")" }
    let facts = [
      who, handle.map { "secret \($0)" }, tenant.map { "tenant \($0)" }, ends.map { "until \($0)" },
      key == nil && reason == nil ? "public route" : nil, cause,
    ]
    let line = Console.shown("\(verdict)  \(facts.compactMap(\.self).joined(separator: ", "))")
    return ([line] + (trace?.lines ?? []).map { "  \($0)" }).joined(separator: "\n")
  }

  /// The decision for programs.
  var json: JSONValue {
    let members: [(name: String, value: JSONValue)] = [
      ("decision", .string(reason == nil ? "allow" : "deny")), ("reason", .string(orNull: reason?.description)),
      ("key", .string(orNull: key)), ("type", .string(orNull: type)), ("tenant", .string(orNull: tenant)),
      ("handle", .string(orNull: handle)), ("sequence", .int(Int(sequence))), ("route", .string(orNull: template)),
    ]
    return .object(members + (trace.map { [("steps", .array($0.steps.map(\.json)))] } ?? []))
  }

  /// A bundle that does not open, for programs.
  static func json(of failure: OpenFailure, _ message: String) -> JSONValue {
    .object([("failure", .string(failure.name.description)), ("message", .string(Console.shown(message)))])
  }
}

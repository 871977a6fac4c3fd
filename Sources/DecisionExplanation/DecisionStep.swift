public import KeyModel

/// One check of a decision: what it looked at, and whether it ended there.
public struct DecisionStep: Hashable, Sendable {
  /// What was looked at.
  public let fact: DecisionFact
  /// Why the request is denied here; nil: the check holds.
  public let denial: DenialReason?

  init(_ fact: DecisionFact, denial: DenialReason? = nil) {
    self.fact = fact
    self.denial = denial
  }

  /// The word for the check, the same in every format.
  public var name: String {
    switch fact {
    case .publicRoute: "public"
    case .credential: "credential"
    case .form: "form"
    case .key: "known"
    case .revocation: "revocation"
    case .disabled: "disabled"
    case .window: "window"
    case .freshness: "freshness"
    case .networks: "network"
    case .path: "path"
    case .route: "route"
    case .scope: "scope"
    case .level: "level"
    case .tenant: "tenant"
    }
  }
}

extension DenialReason: ParsableText, CustomStringConvertible {
  /// The word for the reason: `not-yet-valid`.
  public var name: StaticString {
    switch self {
    case .missing: "missing"
    case .ambiguous: "ambiguous"
    case .malformed: "malformed"
    case .unknown: "unknown"
    case .revoked: "revoked"
    case .decoy: "decoy"
    case .disabled: "disabled"
    case .notYetValid: "not-yet-valid"
    case .expired: "expired"
    case .stale: "stale"
    case .network: "network"
    case .path: "path"
    case .route: "route"
    case .scope: "scope"
    case .tenant: "tenant"
    case .rate: "rate"
    case .quota: "quota"
    }
  }

  /// The HTTP status that tells it to a caller.
  public var httpStatus: UInt16 {
    switch self {
    case .missing, .ambiguous, .malformed, .unknown, .revoked, .decoy, .disabled, .notYetValid, .expired: 401
    case .stale: 503
    case .path: 400
    case .network, .route, .scope, .tenant: 403
    case .rate, .quota: 429
    }
  }

  /// The reason that `text` names.
  public init?(parsing text: Span<UInt8>) {
    for reason in DenialReason.allCases where text.equals(reason.name) {
      self = reason
      return
    }
    return nil
  }

  /// The word for the reason.
  public var description: String { name.description }
}

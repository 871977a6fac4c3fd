internal import KeyModel

extension DecisionStep {
  /// The check in words, without its name; the user's words stand in backticks and are not escaped.
  public var text: String {
    switch fact {
    case .publicRoute(let template): "`\(template)` is public, so no credential is looked at"
    case .credential(let count): count == 0 ? "none is given" : count == 1 ? "one is given" : "more than one is given"
    case .form(let form, let lead): Self.text(form, lead)
    case .key(let holder): Self.text(holder)
    case .revocation(let isRevoked, let isDecoy):
      isRevoked ? "the token was revoked" : isDecoy ? "the key is a decoy" : "neither revoked nor a decoy"
    case .disabled(let isDisabled): isDisabled ? "the key is disabled" : "the key is not disabled"
    case .window(let starts, let ends, let now): "from \(starts) until \(ends); it is \(now)"
    case .freshness(let age, let limit, let expires, let action): Self.text(age, limit, expires, action)
    case .networks(let networks, let from): text(networks, from)
    case .path: denial == nil ? "the path can be read in one way only" : "the path can be read in two ways"
    case .route(let template): template.map { "`\($0)` matches" } ?? "no route has this method and path"
    case .scope(let needed, let granted): Self.text(needed, granted)
    case .level(let scope):
      "`\(scope)` is \(denial == nil ? "of" : "above") the lowest level, which a stale bundle leaves"
    case .tenant(let inPath, let given, let reach): text(inPath, given, reach)
    }
  }

  private static func text(_ form: DecisionFact.Form, _ lead: Text) -> String {
    switch form {
    case .native: "a token of this project and environment"
    case .foreign(true): "a token from elsewhere"
    case .foreign(false): "it does not begin with `\(lead)`, and no token from elsewhere is known here"
    case .malformed: "its length, characters or checksum are no token's"
    }
  }

  private static func text(_ holder: DecisionFact.Holder?) -> String {
    guard let holder else { return "no key of this bundle has this token" }
    let secret = holder.handle.map { "secret `\($0)`" } ?? "a secret without a handle"
    guard let key = holder.key else { return "\(secret) of a key that is not in this bundle" }
    return "\(secret) of key `\(key)`\(holder.type.map { " (\($0))" } ?? "")"
  }

  private static func text(_ age: TimeSpan, _ limit: TimeSpan?, _ expires: Instant, _ action: StaleAction) -> String {
    let end = limit.map { "older than \($0)" } ?? "expired"
    let state = age.seconds == 0 ? "new" : "\(age) old"
    return "the bundle is \(state) and expires \(expires); when \(end): \(action)"
  }

  private func text(_ networks: [Network]?, _ from: Address?) -> String {
    guard let networks else { return "the key may come from anywhere" }
    let listed = Self.listed(networks.map(\.description), none: "no network")
    guard let from else { return "no address is given, and the key is bound to \(listed)" }
    return "`\(from)` is \(denial == nil ? "" : "not ")in \(listed)"
  }

  private static func text(_ needed: Text?, _ granted: [Text]) -> String {
    let listed = listed(granted.map(\.description), none: "nothing")
    return needed.map { "needs `\($0)`; granted is \(listed)" } ?? "the service has no such scope; granted is \(listed)"
  }

  private func text(_ inPath: Text?, _ given: Text?, _ reach: DecisionFact.Reach) -> String {
    let asked =
      switch (inPath, given) {
      case (nil, nil): "no tenant is named"
      case (let path?, nil): "the path names `\(path)`"
      case (nil, let given?): "the caller names `\(given)`"
      case (let path?, let given?): "the path names `\(path)` and the caller `\(given)`"
      }
    let reached =
      switch reach {
      case .none: "no tenant"
      case .all: "every tenant"
      case .one(let tenant): "`\(tenant)`"
      }
    // What is no tenant's name is reached by nobody, and path and caller must agree.
    let isDisputed = inPath != nil && given != nil && inPath != given
    let isNoName = denial != nil && !isDisputed && reach == .all
    return "\(asked)\(isNoName ? ", which is no tenant's name" : ""); the key reaches \(reached)"
  }

  /// The first of `words`, and how many more there are.
  private static func listed(_ words: [String], none: String) -> String {
    guard !words.isEmpty else { return none }
    let shown = words.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return words.count > 8 ? "\(shown) and \(words.count - 8) more" : shown
  }
}

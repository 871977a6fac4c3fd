/// A vector that is ready to be run by a program that knows nothing of Swift, YAML or how bundles are made: what
/// `scenario.json` holds (`Tests/Vectors/README.md`).
package struct Scenario: Hashable, Codable, Sendable {
  /// The vector's name.
  package var name: String
  /// What it is about.
  package var about: String
  /// Whom the validator is for.
  package var service: String
  package var environment: String
  /// The file with its age identity.
  package var identity: String
  /// The minisign public keys that it trusts, and how many of them must have signed.
  package var signers: [String]
  package var threshold: Int
  /// What happens, in this order.
  package var steps: [ScenarioStep]
}

/// One step of a scenario.
package struct ScenarioStep: Hashable, Codable, Sendable {
  /// What is done.
  package enum Action: String, Codable, Sendable {
    /// A bundle is opened and, if it opens, put in force.
    case open
    /// A revocation list is taken.
    case revoke
    /// A request is decided.
    case ask
  }

  package var action: Action
  /// The time, as text and as seconds since 1970.
  package var at: String
  package var seconds: Int64
  /// Nanoseconds of the clock that never goes back.
  package var steady: Int64
  /// How often the same happens.
  package var times: Int
  /// Whether the validator is started anew before this step, with the state it has written.
  package var restart: Bool
  /// `kept`; `unwritable` where the host cannot write the state; `none` where there is no state yet.
  package var state: String
  /// What comes of it: `opens`, `accepted`, `allow`, `deny`, or the name of an open failure.
  package var expect: String

  /// The file that is opened or taken.
  package var file: String?

  /// The request's method and path, as they come.
  package var method: ByteText?
  package var path: ByteText?
  /// Or the scope that is asked for.
  package var scope: ByteText?
  /// The tokens that come with it.
  package var tokens: [ByteText]?
  /// The tenant that the caller names.
  package var tenant: ByteText?
  /// Where it comes from.
  package var from: String?
  /// Why it is denied, and the HTTP status that says so.
  package var reason: String?
  package var status: Int?
  /// What else is known of it.
  package var facts: VectorFacts?
  /// What a door has to be able to do for this step.
  package var needs: [Need]?
}

/// What not every door can do. A door that cannot leaves the step out, and says so.
package enum Need: String, Codable, Sendable, CaseIterable {
  /// Ask for a scope instead of a route.
  case scope
  /// Name a tenant beside the route's.
  case givenTenant = "given-tenant"
  /// Be asked without an address.
  case noAddress = "no-address"
  /// Take more than one credential.
  case several
  /// Carry a method, a path or a token that no HTTP request can hold.
  case raw
  /// Keep a bundle in force past its expiry.
  case running
  /// Count requests.
  case counting
}

/// One scenario: declarations, and what a validator is given and has to answer, step by step (`Tests/Vectors/README.md`).
package struct Vector: Hashable, Codable, Sendable {
  /// What it is about, and why the answer is right.
  package var about: String
  /// What differs from the shop that all vectors share: files by their path, whole.
  package var files: [String: FileChange]?
  /// The service that the validator is for; `storefront` if not said.
  package var service: String?
  /// The environment that it is for; `live` if not said.
  package var environment: String?
  /// Whose identity it has; `service` if not said.
  package var identity: String?
  /// Whom it trusts.
  package var trust: TrustedSigners?
  /// When bundles and lists are issued, unless they say otherwise.
  package var issued: String?
  /// When each step is, unless it says otherwise.
  package var at: String?
  /// What happens, in this order, to one validator that keeps its state. Where no bundle is opened first, one as a build
  /// makes it is opened when it is issued.
  package var steps: [VectorStep]
}

/// Whom a validator trusts; one of `one`, `two` and `three` if not said.
package struct TrustedSigners: Hashable, Codable, Sendable {
  /// Names of signers.
  package var signers: [String]
  /// How many of them must have signed.
  package var threshold: Int
}

/// One step: a bundle that is opened, a revocation list, or a request.
package struct VectorStep: Hashable, Codable, Sendable {
  /// What the step shows, where that is not plain.
  package var note: String?

  /// The bundle that is opened. `expect` is `opens`, or the failure.
  package var open: Sealing?
  /// The list that is taken. `expect` is `accepted`, or the failure.
  package var revoke: ListMaking?
  /// The request as `METHOD PATH`. `expect` is `allow`, or `deny` and the reason.
  package var request: String?
  /// The request's method, where it is given apart from the path.
  package var method: ByteText?
  /// The request's path, where it is given apart from the method.
  package var path: ByteText?
  /// The scope that is asked for instead of a route.
  package var scope: ByteText?

  /// The token that comes with the request, or several.
  package var token: Credentials?
  /// The tenant that the caller of the library names.
  package var tenant: ByteText?
  /// Where the request comes from; 192.0.2.1 if not said, and nowhere if it says `none`.
  package var from: String?

  /// When it is.
  package var at: String?
  /// Nanoseconds since the step before, by the clock that never goes back; as `at` tells if not said.
  package var after: Int64?
  /// How often the same happens, with the same outcome; once if not said.
  package var times: Int?
  /// Before this step the validator is started anew, with the state that it had written.
  package var restart: Bool?
  /// What of the state there is for this step: `unwritable`, or `none` for a first start.
  package var state: String?

  /// What comes of it.
  package var expect: String
  /// What else is known, where a door tells it.
  package var facts: VectorFacts?
}

/// What a decision tells about a request. What is not said is not compared; an empty text means that there is none.
package struct VectorFacts: Hashable, Codable, Sendable {
  package var key: String?
  package var type: String?
  package var owner: String?
  package var handle: String?
  package var route: String?
  /// The tenant whose data the key reaches, where the request is allowed: a name, `*` or nothing.
  package var tenant: String?

  /// Nothing is known.
  package init() {}
}

internal import KeyModel

/// What each denial reason means and what to do about it.
enum DenialPages {
  /// The page of `reason`.
  static func page(of reason: DenialReason) -> String {
    """
    \(reason) (a denial reason, HTTP status \(reason.httpStatus))
    \(summary(of: reason))

    \(advice(for: reason))
    \(outside(reason))
    """
  }

  /// The reason in one sentence.
  static func summary(of reason: DenialReason) -> String {
    switch reason {
    case .missing: "the request has no credential, and the route is not public"
    case .ambiguous: "the request has two credentials, and which one counts is not guessed"
    case .malformed: "what was sent is a token of another environment or project, or cannot be a token"
    case .unknown: "no key of this service and environment has this token"
    case .revoked: "the token was revoked"
    case .decoy: "the token belongs to a key that nobody was given"
    case .disabled: "the key is declared with `disabled`"
    case .notYetValid: "the secret or its key begins later"
    case .expired: "the secret or its key has ended"
    case .stale: "the bundle is older than the key's type accepts"
    case .network: "the request does not come from one of the key's networks"
    case .path: "the path can be read in two ways"
    case .route: "no route of the service has this method and path"
    case .scope: "the key is not granted the scope that is needed"
    case .tenant: "the key does not reach this tenant"
    case .rate: "the key sends faster than its rate"
    case .quota: "the key has used its quota for this window"
    }
  }

  private static func advice(for reason: DenialReason) -> String {
    switch reason {
    case .missing: "Send the token as `Authorization: Bearer TOKEN` or `X-API-Key: TOKEN`."
    case .ambiguous: "Send one of the two headers, once."
    case .malformed:
      """
      Most often it is a token of another environment or of another project: it has to begin as the bundle's own do, such
      as with `shop_live_`. Otherwise a character is missing, or there are quotes or a line feed around it: a token is
      copied whole or not at all.
      """
    case .unknown:
      "The token may be of another environment, its key may reach nothing of this service, or the bundle may be older\nthan the key: `bitting inspect` shows when it was issued."
    case .revoked: "A revoked token never works again. `bitting rotate` makes a new one."
    case .decoy: "Somebody found it where nobody should look. Find out where the request came from."
    case .disabled: "The field says why. Take it away to enable the key, and build."
    case .notYetValid: "Look at `created` of the secret and `not_before` of the key, and at the clock of the machine."
    case .expired: "`bitting rotate` makes a new secret; `expires` of the key ends all of them."
    case .stale: "The service no longer gets bundles. What happens then is declared as `stale` of the type."
    case .network: "Look at `networks` of the key, and at which proxy's addresses the service believes."
    case .path:
      "Dot segments, empty segments, needless or broken escapes, backslashes and `;` mean different things to different\nservers, so a path that holds one is not matched at all."
    case .route: "What is not declared is not allowed: a route of every method, `HEAD` too, stands under `routes`."
    case .scope: "The smallest change is to give the key that scope, if the ceiling of its type allows it."
    case .tenant: "A key names its tenant; a type with `tenant: all` reaches every one."
    case .rate: "Wait as `Retry-After` says, or ask for a higher `rate`."
    case .quota: "The window ends by the calendar of UTC."
    }
  }

  /// What the caller can see of it.
  private static func outside(_ reason: DenialReason) -> String {
    guard reason.httpStatus == 401, reason != .missing else { return "" }
    return "\nFrom outside this looks like every other denial with 401, so that nobody learns which tokens exist.\n"
  }
}

internal import BundleWriting
internal import KeyModel

/// Why a request with a token is decided differently, in words that name what was declared.
enum AccessLabel: Hashable {
  case scope(Scope)
  /// Nil: from anywhere.
  case network(Network?)
  /// Nil: any tenant.
  case tenant(Text?)
  case window
  case staleness
  case refusal(DenialReason)
}

/// What one token may do on one side only: a request that two validators have confirmed.
struct TokenDifference {
  /// Whether the head allows it.
  let isGain: Bool
  let label: AccessLabel
  let witness: Witness
}

/// What becomes of a changed route: who gains or loses by it alone.
struct RouteDifference {
  let isGain: Bool
  let service: Name
  let routes: Sides<BundleContent.Route?>
  /// Whether it is about requests without a credential.
  let isPublic: Bool
  /// The keys that gain or lose, sorted; empty for a public route.
  var keys: [KeyID]
  /// The types of these keys.
  var types: Set<Name>
  let witness: Witness
}

/// All that is decided differently.
struct AccessDifferences {
  var tokens: [TokenDigest: [TokenDifference]] = [:]
  var routes: [RouteDifference] = []
}

internal import BundleWriting
internal import KeyModel

/// What time alone leaves to a token.
enum Phase: Hashable {
  case notYetValid, full, readOnly, stale, expired

  /// Why nothing is left; nil if something is.
  var denial: DenialReason? {
    switch self {
    case .notYetValid: .notYetValid
    case .full, .readOnly: nil
    case .stale: .stale
    case .expired: .expired
    }
  }
}

/// When a bundle was issued and when it expires.
struct BundleLifetime: Hashable {
  let issued: Int64
  let expires: Int64
}

/// When a token may do how much: its own window, its key's window, and what becomes of its key type as the bundle ages.
struct Validity: Hashable {
  private let starts: Int64
  private let ends: Int64
  private let staleAfter: Int64?
  private let staleAction: StaleAction
  private let lifetime: BundleLifetime

  init(
    of secret: BundleContent.Secret, _ key: BundleContent.Key, _ type: BundleContent.KeyType, _ lifetime: BundleLifetime
  ) {
    starts = max(secret.starts, min(key.starts ?? .earliest, secret.ends)).seconds
    ends = min(secret.ends, key.ends ?? .latest).seconds
    staleAfter = type.staleAfter?.seconds
    staleAction = type.staleAction
    self.lifetime = lifetime
  }

  /// What is left at `now`.
  func phase(at now: Int64) -> Phase {
    if now < starts { return .notYetValid }
    if now >= ends { return .expired }
    let isExpired = now >= lifetime.expires
    guard isExpired || staleAfter.map({ now - lifetime.issued > $0 }) ?? false else { return .full }
    switch staleAction {
    case .allow: return isExpired ? .readOnly : .full
    case .readOnly: return .readOnly
    case .deny: return .stale
    }
  }

  /// Every second at which a phase may begin.
  var cuts: [Int64] {
    [starts, ends, lifetime.expires] + (staleAfter.map { [lifetime.issued + $0 + 1] } ?? [])
  }
}

/// A stretch of time in which both sides stay as they are.
struct Stretch {
  /// What is left on each side; nil where the token is refused at any time.
  let phases: Sides<Phase?>
  /// The first second of it.
  let start: Instant

  /// The distinct pairs of phases from `issued` on, each where it comes first.
  static func all(_ validities: Sides<Validity?>, from issued: Instant) -> [Stretch] {
    let cuts = [issued.seconds] + (validities.base?.cuts ?? []) + (validities.head?.cuts ?? [])
    let seconds = Set(cuts).filter { issued.seconds <= $0 && $0 <= Instant.latest.seconds }.sorted()
    var seen: Set<Sides<Phase?>> = []
    return seconds.compactMap { second in
      let phases = Sides<Phase?> { validities[$0]?.phase(at: second) }
      return seen.insert(phases).inserted ? Stretch(phases: phases, start: Instant(seconds: second)) : nil
    }
  }
}

internal import BundleWriting
internal import KeyModel

/// What a request leads to on one side, before it is known who asks.
enum Outcome: Hashable {
  /// Nowhere: the path is refused, no route matches, or there is no such scope.
  case refused(DenialReason)
  /// A public route.
  case open
  /// Whoever has this scope, of a key that reaches the tenant.
  case needs(Scope, Asked)

  /// Whose data is asked for, seen from the key that asks.
  enum Asked: Hashable {
    case nobodys
    /// The tenant of the key as that side declares it. Where both sides name one tenant it is the base's.
    case tenant(Side)
    case anothers
    /// Path and caller disagree, or it is no tenant's name: nobody's key reaches that.
    case impossible
  }
}

/// Whose data a key reaches, with the names left out.
enum Reach: Hashable {
  case none, one, all

  init(_ reach: BundleContent.TenantReach) {
    switch reach {
    case .none: self = .none
    case .one: self = .one
    case .all: self = .all
    }
  }
}

/// The tenants that the two declarations of a key name.
struct Tenants: Hashable {
  let names: Sides<Text?>

  init(_ reaches: Sides<BundleContent.TenantReach?>) {
    names = Sides { if case .one(let tenant)? = reaches[$0] { tenant.text } else { nil } }
  }

  /// Whether both sides name one tenant.
  var agree: Bool { names.base != nil && names.base == names.head }

  /// The distinct names.
  var all: [Text] { [names.base, agree ? nil : names.head].compactMap { $0 } }

  /// What asking for `tenant` is to the key.
  func asked(_ tenant: Text?) -> Outcome.Asked {
    guard let tenant else { return .nobodys }
    guard TenantName(tenant.string) != nil else { return .impossible }
    if names.base == tenant { return .tenant(.base) }
    return names.head == tenant ? .tenant(.head) : .anothers
  }

  /// Whether a key of `side` with `reach` is let through when `asked` is asked for.
  func admit(_ asked: Outcome.Asked, _ reach: Reach, _ side: Side) -> Bool {
    switch asked {
    case .nobodys: true
    case .impossible: false
    case .anothers: reach == .all
    case .tenant(let named): reach == .all || (reach == .one && (named == side || agree))
    }
  }
}

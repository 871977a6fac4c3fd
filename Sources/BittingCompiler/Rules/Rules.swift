public import Diagnostics
internal import KeyModel

/// All built-in rules.
public enum Rules {
  /// The pages of all rules, in the order in which they are listed.
  public static let pages: [RulePage] = all.map { $0.page }

  /// The same for reports that carry their own documentation.
  public static let descriptions = pages.map { page in
    RuleDescription(
      page.name, page.severity, summary: page.summary, why: page.why, wrong: page.wrong, right: page.right)
  }

  /// The page of the rule named `name`; nil if there is none.
  public static func page(named name: String) -> RulePage? {
    page(named: Text(name))
  }

  static func page(named name: Text) -> RulePage? { byName[name] }

  private static let byName = Dictionary(pages.map { (Text($0.name), $0) }) { first, _ in first }

  /// The names of all rules.
  static let names = pages.map(\.name)

  /// The registry: a rule that is not here does not exist.
  static let all: [any Rule.Type] = [
    // Sound declarations: always errors.
    UnsupportedYAML.self,
    IrregularFile.self,
    UnknownField.self,
    WrongType.self,
    MissingField.self,
    DuplicateName.self,
    UnknownReference.self,
    MalformedScope.self,
    MalformedTime.self,
    MalformedNetwork.self,
    MalformedSecret.self,
    DuplicateSecret.self,
    PlaintextSecret.self,
    RevokedSecretReturns.self,
    DecoyWithScopes.self,
    RouteConflict.self,
    UnreachableRoute.self,
    CostAboveBurst.self,
    OrphanResource.self,
    // Least privilege.
    GrantAboveCeiling.self,
    WildcardScope.self,
    RedundantGrant.self,
    SensitiveWithoutNetwork.self,
    SensitiveWithoutExpiry.self,
    NetworkTooWide.self,
    TenantMissing.self,
    TenantForbidden.self,
    RateAboveType.self,
    UnlimitedRate.self,
    LifetimeTooLong.self,
    RotationDue.self,
    RotationOverdue.self,
    GraceTooLong.self,
    GracePastExpiry.self,
    TooManyLiveSecrets.self,
    NoSecrets.self,
    ExpiredKey.self,
    UnusedType.self,
    UnusedResource.self,
    ResourceWithoutRoute.self,
    RouteWithoutTenant.self,
    LiteralPattern.self,
    DuplicatePurpose.self,
    TestKeyInLive.self,
    OwnerMissing.self,
    OwnerTooWide.self,
    AssertionViolated.self,
    WaiverExpired.self,
    WaiverUnused.self,
    WaiverTooLong.self,
    SingleSigner.self,
    BundleValidTooLong.self,
  ]

  /// Those that judge each key by itself.
  static let aboutKeys: [any KeyRule.Type] = all.compactMap { $0.judgingKeys }

  /// Those that keep exceptions in bounds, so that no exception is made of them.
  static let aboutWaivers: [any Rule.Type] = [WaiverExpired.self, WaiverUnused.self, WaiverTooLong.self]
}

extension Rules {
  /// The one of `names` that was probably meant by `name`; nil if none is near.
  public static func nearest(to name: String, among names: [String]) -> String? {
    NearName.nearest(to: name, among: names)
  }
}

public import AgeFile
public import Diagnostics
public import KeyModel
public import Minisign

/// The `project` section.
public struct ProjectDeclaration: Sendable {
  /// The project's name.
  public var name: Located<Name>?
  /// What its tokens begin with.
  public var tokenPrefix: Located<TokenPrefix>?
  /// Its environments.
  public var environments: [Located<EnvironmentName>] = []
  /// How long a bundle is good for after it was issued.
  public var validFor: Located<TimeSpan>?
  /// Who may sign bundles.
  public var signers: [Located<MinisignPublicKey>] = []
  /// How many of the signers must have signed.
  public var threshold: Located<UInt32>?
  /// The whole section.
  public var span: SourceSpan
  /// Fields of `bundle` of which something could not be read.
  public var unread: Set<String> = []
}

/// The `levels` section.
public struct LevelsDeclaration: Sendable {
  /// The levels, the lowest first; empty where none could be read.
  public var names: [Located<Name>]
  /// The whole list.
  public var span: SourceSpan
}

/// One of `resources`.
public struct ResourceDeclaration: Sendable {
  /// The resource's name.
  public var name: Located<Name>
  /// What people call it.
  public var title: Located<Text>?
  /// The levels it has; nil: all of the ladder.
  public var levels: [Located<Name>]?
  /// Whether wildcards leave it out.
  public var sensitive: Located<Bool>?
}

/// One of `services`.
public struct ServiceDeclaration: Sendable {
  /// The service's name.
  public var name: Located<Name>
  /// The resources it owns.
  public var resources: [Located<Name>] = []
  /// Who may open its bundles, by environment.
  public var recipients: [RecipientsDeclaration] = []
}

/// Who may open the bundles of a service in one environment.
public struct RecipientsDeclaration: Sendable {
  /// The environment.
  public var environment: Located<EnvironmentName>
  /// The recipients.
  public var recipients: [Located<AgeRecipient>]
}

/// One of `routes`.
public struct RouteDeclaration: Sendable {
  /// The service that answers it.
  public var service: Located<Name>
  /// Method and path.
  public var template: Located<RouteTemplate>
  /// What it takes.
  public var access: Located<RouteAccess>
  /// How many requests it counts as; nil: one.
  public var cost: Located<UInt32>?
}

/// What a route takes.
public enum RouteAccess: Hashable, Sendable {
  /// Nothing at all.
  case `public`
  /// A grant of this scope.
  case scope(Scope)
}

/// One of `rules`: a severity for a built-in rule.
public struct SeverityDeclaration: Sendable {
  /// The rule.
  public var rule: Located<Text>
  /// The weight its findings get; nil: the rule is off.
  public var severity: Located<Severity?>
}

/// One of `waivers`.
public struct WaiverDeclaration: Sendable {
  /// The rule whose findings are excused.
  public var rule: Located<Text>
  /// The key that they are about; nil: any.
  public var key: Located<KeyID>?
  /// The instant at which the findings are back.
  public var until: Located<Instant>
  /// Who answers for the exception.
  public var owner: Located<Text>?
  /// Why it is made.
  public var reason: Located<Text>?
  /// The whole entry.
  public var span: SourceSpan
}

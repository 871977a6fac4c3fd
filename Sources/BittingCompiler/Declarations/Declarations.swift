/// All that a repository declares, typed field by field, before any name is looked up.
///
/// What could not be read is left out and has a finding of its own, so that one mistake is reported once.
public struct Declarations: Sendable {
  /// The project; nil where none is declared.
  public var project: ProjectDeclaration?
  /// The ladder of levels; nil where none is declared.
  public var levels: LevelsDeclaration?
  /// The resources, in the order of the files.
  public var resources: [ResourceDeclaration] = []
  /// The services.
  public var services: [ServiceDeclaration] = []
  /// The key types.
  public var types: [TypeDeclaration] = []
  /// The routes of all services.
  public var routes: [RouteDeclaration] = []
  /// Severities given to rules.
  public var severities: [SeverityDeclaration] = []
  /// The claims.
  public var assertions: [AssertionDeclaration] = []
  /// The dated exceptions.
  public var waivers: [WaiverDeclaration] = []
  /// Who has to agree to what.
  public var approvers: [ApproverDeclaration] = []
  /// The policy tests.
  public var tests: [TestDeclaration] = []
  /// The keys.
  public var keys: [KeyDeclaration] = []
  /// The records of revoked secrets.
  public var tombstones: [TombstoneDeclaration] = []

  /// Nothing yet.
  public init() {}
}

internal import ArgumentParser
internal import BittingCompiler
internal import BittingSchema
internal import KeyModel
internal import Sodium

/// `bitting new`: declares a key and makes its first secret.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Declare a key and make its first secret.",
    discussion: """
      Writes keys/TYPE/KEY.yaml, which holds the SHA-256 of the token, and hands the token itself over once. Nothing is \
      written if the declaration would break a rule. What is missing is asked for on a terminal.
      """)

  @Argument(help: "The name of the key: a-z, 0-9 and -.")
  var key: String

  @Option(help: "Its key type.")
  var type: String?

  @Option(help: "The environment it is valid in.")
  var environment: String?

  @Option(help: "Who answers for it, such as a mail address.")
  var owner: String?

  @Option(help: "What it is for, in a few words.")
  var purpose: String?

  @Option(help: "Whose data it reaches; '*' for everybody's.")
  var tenant: String?

  @Option(help: "What it may do, such as orders:read. Repeatable.")
  var scope: [String] = []

  @Option(help: "Where it may come from, such as 203.0.113.0/24. Repeatable.")
  var network: [String] = []

  @Option(help: "How fast it may go, such as 60/min. (default: the type's)")
  var rate: String?

  @Option(help: "When the key itself ends: an instant, a date, or a length of time such as 30d.")
  var expires: String?

  @OptionGroup var token: TokenOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let id = try OptionReading.value(key, .key)
    let delivery = try token.delivery()
    try delivery.requireOutsideOfDeclarations(below: try global.rootFolder())
    let repository = EditableRepository(try global.tree(), at: global.now)
    try planned(on: global.console) { () throws(EditFailure) in try repository.requireNew(id) }
    var draft = try draft(id, in: repository)
    draft.schema = try schema()
    var generator = SodiumGenerator()
    let declared = try planned(on: global.console) { () throws(EditFailure) in
      try repository.declare(draft, using: &generator)
    }
    try write(declared, id, delivery)
    let isCommittable = await delivery.isCommittable(nil, near: try global.rootFolder())
    delivery.report(
      ["declared `\(id)` in \(Console.shown(declared.edit.path))"], tokens: 1, isCommittable: isCommittable,
      on: global.console)
  }

  /// The schema of keys, where the repository has it for editors.
  private func schema() throws -> String? {
    let path = DeclarationSchema.keys.repositoryPath
    return FilePath.exists(FilePath.join(try global.rootFolder(), path)) ? path : nil
  }

  /// The token goes out first: a key must not be declared whose token nobody got.
  private func write(_ declared: DeclaredKey, _ id: KeyID, _ delivery: TokenDelivery) throws {
    let root = try global.rootFolder()
    let token = HandedToken(key: id, variable: declared.variable, secret: declared.secret)
    try delivery.hand(token)
    do {
      try EditWriting.write([declared.edit], below: root)
    } catch {
      delivery.takeBack(token)
      throw CommandFailure.cannotTell(
        error.failure.message, hint: "the key is not declared, and its token is worth nothing")
    }
  }

  /// What was asked for, and what the type wants to be told besides.
  private func draft(_ id: KeyID, in repository: EditableRepository) throws -> KeyDraft {
    var values = RequiredValues(on: global.console)
    let types = repository.catalog.types.map(\.name)
    let type = try values.value(type, .name, of: "--type", "Key type", oneOf: types)
    let rules = try type.map { name in
      try planned(on: global.console) { () throws(EditFailure) in try repository.type(name).declaration }
    }
    let environments = (repository.catalog.declarations.project?.environments ?? []).map(\.value)
    let environment = try values.value(
      environment, .environment, of: "--environment", "Environment", oneOf: environments)
    if let environment {
      try planned(on: global.console) { () throws(EditFailure) in try repository.requireEnvironment(environment) }
    }
    let owner = try values.value(owner, .line, of: "--owner", "Owner (who answers for it)")
    let purpose = try values.value(purpose, .prose, of: "--purpose", "Purpose (what it is for)")
    let tenant = try tenant(rules, &values)
    let scopes = try values.values(scope, .scope, of: "--scope", "Scopes (such as orders:read)") {
      NewCommand.objection(to: $0, in: repository.catalog)
    }
    let networks = try networks(rules, &values)
    try values.finish()
    // Invariant: `finish` throws where one of them is missing.
    guard let type, let environment, let owner, let purpose, let scopes else { throw Status.usage }
    return KeyDraft(
      id: id, type: type, environment: environment, owner: owner, purpose: purpose, scopes: scopes, tenant: tenant,
      rate: try rate.map { try OptionReading.value($0, .rate, of: "--rate") }, networks: networks,
      expires: try expires.map { try OptionReading.value($0, .end(from: global.now), of: "--expires") })
  }

  /// What is wrong with a scope whose resource or level is not declared; nil where both are.
  private static func objection(to scope: ScopePattern, in catalog: Catalog) -> String? {
    let (resources, levels) = (catalog.resources.map(\.name), catalog.ladder.names)
    func unknown(_ what: String, _ name: Name?, among known: [Name]) -> String? {
      guard let name, !known.contains(name) else { return nil }
      let near = Rules.nearest(to: name.description, among: known.map(\.description))
      let advice = near.map { "did you mean `\($0)`?" } ?? "one of: \(known.map(\.description).joined(separator: ", "))"
      return "there is no \(what) `\(name)`; \(advice)"
    }
    return unknown("resource", scope.resource, among: resources) ?? unknown("level", scope.level, among: levels)
  }

  private func tenant(_ rules: TypeDeclaration?, _ values: inout RequiredValues) throws -> TenantClaim? {
    let isRequired = rules?.tenant?.value == .required
    if isRequired || tenant != nil {
      if isRequired, tenant == nil { values.explain("this key type has `tenant: required`") }
      return try values.value(tenant, .tenant, of: "--tenant", "Tenant (whose data it reaches)")
    }
    return nil
  }

  private func networks(_ rules: TypeDeclaration?, _ values: inout RequiredValues) throws -> [Network] {
    let areRequired = rules?.networks?.value == .required
    if areRequired || !network.isEmpty {
      if areRequired, network.isEmpty { values.explain("this key type has `networks: required`") }
      return try values.values(network, .network, of: "--network", "Networks (such as 203.0.113.0/24)") ?? []
    }
    return []
  }
}

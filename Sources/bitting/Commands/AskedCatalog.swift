internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// The catalog that a question is asked of, and the reading of the question.
struct AskedCatalog {
  let checked: CheckedRepository
  let queries: CatalogQueries
  private let now: Instant

  /// The catalog of the repository. Declarations that make no sense leave no answer; those that a rule only forbids do,
  /// and it is said that nothing can be built from them.
  init(_ global: GlobalOptions) throws {
    let now = global.now
    self.init(try global.checkWhole(at: now), at: now)
    let errors = checked.findings.filter { $0.severity == .error }
    guard errors.allSatisfy({ Rules.page(named: $0.rule)?.isConfigurable ?? false }) else {
      FindingReport(checked).explain(on: global.console)
      throw CommandFailure.cannotTell("nothing can be told from declarations with these errors")
    }
    guard !errors.isEmpty else { return }
    let count = errors.count == 1 ? "an error" : "\(errors.count) errors"
    global.console.talk("the declarations have \(count), so nothing can be built from them: `bitting check`")
  }

  /// What was checked at the instant `now`, whether or not it makes sense.
  init(_ checked: CheckedRepository, at now: Instant) {
    self.checked = checked
    self.now = now
    queries = CatalogQueries(checked.uncheckedCatalog)
  }

  private var catalog: Catalog { queries.catalog }

  func key(_ name: String) throws -> Catalog.Key {
    let id = KeyID(name)
    guard let key = catalog.keys.first(where: { $0.id == id }) else {
      throw unknown("key", name, among: catalog.keys.map(\.id.description))
    }
    return key
  }

  func service(_ name: String?) throws -> Name? {
    try name.map { name in
      guard let service = Name(name).flatMap(catalog.service) else {
        throw unknown("service", name, among: catalog.services.map(\.name.description))
      }
      return service.name
    }
  }

  func environment(_ name: String?) throws -> EnvironmentName? {
    let known = catalog.declarations.project?.environments.map(\.value) ?? []
    return try name.map { name in
      guard let environment = EnvironmentName(name), known.contains(environment) else {
        throw unknown("environment", name, among: known.map(\.description))
      }
      return environment
    }
  }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> CommandFailure {
    CommandFailure.usage("there is no \(what) `\(name)`", hint: NameHint.text(for: name, among: names))
  }
}

// What is asked.
extension AskedCatalog {
  /// The question in `text`, a method and a path or a scope; a usage failure if it is neither.
  func question(_ text: String, tenant: String?, from: String?) throws -> AccessQuestion {
    let tenant = try tenant.map { name in
      guard let tenant = TenantName(name) else { throw CommandFailure.usage("`\(name)` is no tenant's name") }
      return tenant
    }
    let address = try from.map { text in
      guard let address = Address(text) else { throw CommandFailure.usage("`\(text)` is no address") }
      return address
    }
    return AccessQuestion(try wish(text), tenant: tenant, from: address, at: now)
  }

  /// What a person should know who asks for what no route can have.
  static func notes(on question: AccessQuestion) -> [String] {
    guard case .route(let method, let path) = question.wish else { return [] }
    return RequestNotes.all(on: method.string, path.string).map(Console.shown)
  }

  private func wish(_ text: String) throws -> AccessQuestion.Wish {
    let bytes = Array(text.utf8)
    guard let space = bytes.firstIndex(of: 0x20) else { return .scope(try scope(text)) }
    let path = bytes[(space + 1)...].drop { $0 == 0x20 }
    guard !path.contains(0x7B) else {
      throw CommandFailure.usage(
        "`\(text)` is a route, not a request", hint: "write a value in the place of each `{…}`")
    }
    return .route(
      method: Text(String(decoding: bytes[..<space], as: UTF8.self)),
      path: Text(String(decoding: path, as: UTF8.self)))
  }

  private func scope(_ text: String) throws -> Scope {
    guard let scope = Scope(text) else {
      throw CommandFailure.usage(
        "`\(text)` is neither a request nor a scope",
        hint: "write a method and a path, 'GET /v1/status', or a scope such as orders:read")
    }
    guard let resource = catalog.resource(scope.resource) else {
      throw unknown("resource", scope.resource.description, among: catalog.resources.map(\.name.description))
    }
    let levels = resource.ranks.map { catalog.ladder.names[$0] }
    guard levels.contains(scope.level) else {
      let names = levels.map { "`\($0)`" }.joined(separator: ", ")
      throw CommandFailure.usage("`\(scope.resource)` has no level `\(scope.level)`", hint: "it has \(names)")
    }
    return scope
  }
}

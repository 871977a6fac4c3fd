internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

extension Obstacle {
  /// The fact, in a few words.
  var text: String {
    switch self {
    case .noSecret: "the key has no secret, so there is nothing to send"
    case .notInBundle(let service, formIsKnown: true):
      "the key has no scope of service `\(service)`, whose bundle leaves it out"
    case .notInBundle(let service, formIsKnown: false):
      "the key has no scope of service `\(service)`, whose bundle leaves it out and has no imported token at all"
    case .decoy: "the key is a decoy: nobody was given it"
    case .disabled(let why): "the key is disabled: \(why.value)"
    case .secretBegins(let secret):
      "no secret is live: the newest\(Obstacle.handle(secret)) begins at `\(secret.created.value)`"
    case .secretEnded(let secret):
      "no secret is live: the newest\(Obstacle.handle(secret)) ended at `\(secret.expires.value)`"
    case .keyBegins(let start): "the key begins at `\(start.value)`"
    case .keyEnded(let end): "the key ended at `\(end.value)`"
    case .network(let address?): "`\(address)` is in none of the key's networks"
    case .network(nil): "the key has an empty list of networks"
    case .ambiguousPath: "the path can be read in two ways"
    case .noRoute(otherMethods: []): "no route has this method and path"
    case .noRoute(let others):
      "no route has this method; the path has \(others.map { "`\($0)`" }.joined(separator: ", "))"
    case .foreignScope(let scope): "the service does not own `\(scope)`"
    case .scope(let scope, let granted?): "`\(scope)` is needed, and the key has `\(granted)`"
    case .scope(let scope, nil): "`\(scope)` is needed, and the key has nothing of `\(scope.resource)`"
    case .tenantsDiffer(let path, let given): "the path names the tenant `\(path)`, and `\(given)` is given"
    case .noTenant(let name): "`\(name)` can be no tenant's name"
    case .tenant(let tenant): "the key does not reach the tenant `\(tenant)`"
    }
  }

  /// Reason and fact, for programs.
  var json: JSONValue {
    .object([("reason", .string(reason.description)), ("message", .string(Console.shown(text)))])
  }

  private static func handle(_ secret: SecretDeclaration) -> String {
    secret.handle.map { ", `\($0.value)`," } ?? ""
  }
}

internal import BittingQueries
internal import KeyModel

extension ProposedChange {
  /// What to do, in a few words.
  var text: String {
    switch kind {
    case .newSecret: "give the key a new secret: `bitting rotate KEY`"
    case .enable: "take `disabled` away"
    case .begin(let start): "set `not_before` to `\(start)` or earlier"
    case .end(let end): "set `expires` to `\(end)` or later"
    case .network(let network): "add `\(network)` to `networks`"
    case .ceiling(let type, let scope):
      "raise the ceiling of type `\(type)` to `\(scope)` (a change that is reviewed on its own)"
    case .addScope(let scope): "add `\(scope)` to `scopes`"
    case .raiseScope(let lower, let scope): "put `\(scope)` in the place of `\(lower)`"
    case .tenant(let tenant, let old?):
      "set `tenant` to `\(tenant)`; the key then no longer reaches `\(old)`, and a second key would keep both apart"
    case .tenant(let tenant, nil): "set `tenant` to `\(tenant)`"
    }
  }

  /// The kind of change, for programs.
  var name: String {
    switch kind {
    case .newSecret: "new-secret"
    case .enable: "enable"
    case .begin: "set-not-before"
    case .end: "set-expires"
    case .network: "add-network"
    case .ceiling: "raise-ceiling"
    case .addScope: "add-scope"
    case .raiseScope: "raise-scope"
    case .tenant: "set-tenant"
    }
  }

  /// The new value, for programs; nil where there is none.
  var value: String? {
    switch kind {
    case .newSecret, .enable: nil
    case .begin(let instant), .end(let instant): instant.description
    case .network(let network): network.description
    case .ceiling(_, let scope), .addScope(let scope), .raiseScope(_, let scope): scope.description
    case .tenant(let tenant, _): tenant.description
    }
  }
}

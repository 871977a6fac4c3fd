internal import BittingSchema
internal import KeyModel
internal import YAMLSource

/// Policies to start from: small, in canonical layout, without findings that are errors, and true to nobody's shop.
struct PolicyScaffold {
  private let project: ProjectNames

  /// The policies of `project`.
  init(_ project: ProjectNames) {
    self.project = project
  }

  /// One file for each section that somebody else may answer for.
  var files: [Scaffold.File] {
    [
      file("project", projectText), file("resources", resources), file("services", services), file("types", types),
      routesFile, file("rules", rules), file("tests", tests),
    ]
  }

  /// The file of the routes.
  var routesFile: Scaffold.File { file("routes", routes) }

  /// The name of the one service.
  static let service = "api"

  private func file(_ name: String, _ text: String) -> Scaffold.File {
    let modeline = "# yaml-language-server: $schema=../\(DeclarationSchema.policies.repositoryPath)\n"
    return Scaffold.File(path: "policies/\(name).yaml", text: modeline + text + "\n")
  }

  /// A name as YAML; one like `no` or `12` gets quotes.
  private func written(_ name: String) -> String { YAMLScalarText.written(name) ?? name }

  private var projectText: String {
    """
    # What every other file relies on: the form of the tokens, who signs, and the ladder of levels.

    project:
      name: \(written(project.name.description))
      token_prefix: \(written(project.prefix.text.string)) # tokens read \(project.prefix.text)_live_…
      environments: [\(ProjectNames.environments.joined(separator: ", "))]
      bundle:
        valid_for: 7d # a service does not start from an older bundle
        # The minisign public keys of those who sign; `bitting keygen signer` prints one.
        signers: []

    # Each level includes those before it.
    levels: [read, write, admin]
    """
  }

  private var resources: String {
    """
    # What there is to be reached, and the levels that mean something for it.

    resources:
      orders:   { title: Orders,   levels: [read, write] }
      invoices: { title: Invoices, levels: [read] }
      # Sensitive: no wildcard ever includes it.
      system:   { title: System,   levels: [read, write, admin], sensitive: true }
    """
  }

  private var services: String {
    """
    # Who loads a bundle. Each service gets the keys that can reach its own resources, and no others.

    services:
      \(PolicyScaffold.service):
        resources: [orders, invoices, system]
        # The age recipients that can open its bundles; `bitting keygen service` prints one.
        recipients:
          test: []
          live: []
    """
  }

  private var types: String {
    """
    # Key types: the most that their keys may ever be given, and how long a secret lives.

    types:
      client:
        title: Client key
        summary: A customer's own software, reaching that customer's own data
        ceiling: [orders:write, invoices:read]
        tenant: required
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 60/min, max: 600/min }

      partner:
        title: Partner key
        summary: A company that works for several customers
        ceiling: [orders:write]
        tenant: optional
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 600/min, max: 6000/min }

      internal:
        title: Internal key
        summary: Our own programs and people on call, from our own networks
        ceiling: ["*:admin", system:admin]
        tenant: all
        networks: required
        lifetime: { max: 30d, remind: 5d }
        grace: { max: 1d }
        rate: { default: 600/min }
    """
  }

  private var routes: String {
    """
    # What a request takes. {tenant} is compared with the key's own tenant; what is not here is denied.

    routes:
      \(PolicyScaffold.service):
        GET  /v1/status:                    public
        GET  /v1/tenants/{tenant}/orders:   orders:read
        POST /v1/tenants/{tenant}/orders:   orders:write
        GET  /v1/tenants/{tenant}/invoices: invoices:read
        GET  /v1/system/health:             system:read
    """
  }

  private var rules: String {
    """
    # How much a rule weighs here, and what must hold whatever anybody adds; `bitting explain` lists the rules.

    rules:
      wildcard-scope: error

    assertions:
      - claim: clients never reach the system
        forbid: { type: client, scope: system:read }

    # Who has to agree to what `bitting review` finds. Without an entry: the owner of a key, and whoever answers for policies/.
    # approvers:
    #   - by: [security@example.com]
    #     change: [widening, room]
    #     type: internal
    """
  }

  private var tests: String {
    """
    # Requests with the decision that they are to get.

    tests:
      - name: Without a key, only the status is there
        service: \(PolicyScaffold.service)
        environment: live
        at: 2026-01-01T00:00:00Z
        expect:
          GET  /v1/status:              allow
          GET  /v1/tenants/acme/orders: deny missing
        others: deny
    """
  }
}

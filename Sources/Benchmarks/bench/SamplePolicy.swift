import AgeFile
import AgeWriting
import Minisign
import MinisignSigning
import Sodium
import TestSupport

/// The policies of a sample repository, and the keys to sign its bundles with.
struct SamplePolicy {
  /// Paths below the repository and what stands there.
  let files: [(path: String, text: String)]
  /// The files of the signers' secret keys; anybody can draw them again.
  let signingKeys: [(path: String, text: String)]

  init(using random: inout SeededGenerator) throws {
    var signers: [MinisignSecretKey] = []
    for _ in 0..<2 { signers.append(.generate(using: &random)) }
    let recipients = (0..<4).map { _ in AgeIdentity.generate(using: &random).recipient.description }
    files = [
      ("policies/project.yaml", SamplePolicy.project(signers: signers.map(\.publicKey.description))),
      ("policies/resources.yaml", SamplePolicy.resources),
      ("policies/services.yaml", SamplePolicy.services(recipients)),
      ("policies/types.yaml", SamplePolicy.types),
      ("policies/routes.yaml", SamplePolicy.routes),
      ("policies/rules.yaml", SamplePolicy.rules),
    ]
    signingKeys = try signers.enumerated().map { index, signer in
      let text = try signer.fileText().withBytes { String(decoding: $0.array, as: UTF8.self) }
      return ("signer-\(index + 1).key", text)
    }
  }

  private static func project(signers: [String]) -> String {
    """
    # The signers' secret keys lie beside these folders: this is a repository to measure on, and protects nothing.
    project:
      name: shop
      token_prefix: shop
      environments: [test, live]
      bundle:
        valid_for: 7d
        signers:
          - \(signers[0])
          - \(signers[1])
        threshold: 2

    levels: [read, write, admin]

    """
  }

  private static let resources = """
    resources:
      orders:       { title: Orders,               levels: [read, write] }
      invoices:     { title: Invoices,             levels: [read] }
      appointments: { title: Appointments,         levels: [read] }
      webhooks:     { title: Webhooks,             levels: [read, write, admin] }
      bulk:         { title: Bulk operations,      levels: [write] }
      refunds:      { title: Refunds,              levels: [read, write] }
      approvals:    { title: Approvals of refunds, levels: [write] }
      # Sensitive: no wildcard ever includes it, and a key that reaches it needs networks and an end.
      system:       { title: System,               levels: [read], sensitive: true }

    """

  private static func services(_ recipients: [String]) -> String {
    """
    services:
      storefront:
        resources: [orders, invoices, appointments, bulk]
        recipients:
          test: [\(recipients[0])]
          live: [\(recipients[1])]

      operations:
        resources: [webhooks, refunds, approvals, system]
        recipients:
          test: [\(recipients[2])]
          live: [\(recipients[3])]

    """
  }

  private static let types = """
    types:
      client:
        title: Client API key
        summary: A customer's own software, reaching that customer's own data
        ceiling: [orders:write, invoices:read, appointments:read]
        tenant: required
        networks: optional
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 60/min, max: 600/min }
        quota: { default: 100000/month }
        stale: { after: 3d, then: deny }
      partner:
        title: Partner API key
        summary: A company that works for many of our customers
        ceiling: ["*:write", "webhooks:admin"]
        tenant: optional
        networks: optional
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 600/min, max: 6000/min }
        stale: { after: 3d, then: read-only }
      internal:
        title: Internal API key
        summary: Our own programs and people on call, from our own networks
        ceiling: ["*:admin", "system:read"]
        tenant: all
        networks: required
        lifetime: { max: 30d, remind: 5d }
        grace: { max: 1d }
        rate: { default: 6000/min }
        stale: { after: 1d, then: deny }

    """

  private static let routes = """
    routes:
      storefront:
        GET  /v1/status: public
        GET  /v1/tenants/{tenant}/orders:             orders:read
        POST /v1/tenants/{tenant}/orders:             orders:write
        GET  /v1/tenants/{tenant}/orders/{order}:     orders:read
        POST /v1/tenants/{tenant}/orders/bulk:        { scope: bulk:write, cost: 10 }
        GET  /v1/tenants/{tenant}/invoices/{invoice}: invoices:read
        GET  /v1/tenants/{tenant}/appointments:       appointments:read
      operations:
        GET    /v1/tenants/{tenant}/webhooks:        webhooks:read
        POST   /v1/tenants/{tenant}/webhooks:        webhooks:write
        DELETE /v1/tenants/{tenant}/webhooks/{hook}: webhooks:admin
        GET    /v1/tenants/{tenant}/refunds:         refunds:read
        POST   /v1/tenants/{tenant}/refunds:         refunds:write
        POST   /v1/tenants/{tenant}/approvals:       approvals:write
        # Nobody's data: no tenant in the path.
        GET    /v1/system/health:                    system:read

    """

  private static let rules = """
    rules:
      wildcard-scope: error
      redundant-grant: error

    assertions:
      - claim: clients never manage webhooks
        forbid: { type: client, scope: webhooks:write }
      - claim: partners never touch the system
        forbid: { type: partner, scope: system:read }
      - claim: whoever enters refunds does not approve them
        separate: [refunds:write, approvals:write]

    """
}

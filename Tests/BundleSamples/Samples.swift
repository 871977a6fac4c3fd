package import BundleWriting
internal import KeyModel

/// Contents that several tests start from.
package enum Samples {
  /// A content of the shop's storefront without keys and routes.
  package static func empty() -> BundleContent {
    BundleContent(
      project: name("shop"), service: name("storefront"), environment: EnvironmentName("live")!,
      tokenPrefix: TokenPrefix("shop")!, levels: ["read", "write", "admin"].map(name),
      scopes: ["orders:read", "orders:write", "invoices:read", "bulk:write"].map(scope))
  }

  /// Two routes, one key with one secret, one tombstone: the example of Format.md.
  package static func small() -> BundleContent {
    var content = empty()
    content.scopes = ["orders:read", "orders:write"].map(scope)
    content.types = [.init(name: name("partner"), staleAfter: span("3d"), staleAction: .readOnly)]
    content.routes = [
      .init(template: route("GET /v1/status"), scope: nil),
      .init(template: route("POST /v1/tenants/{tenant}/orders"), scope: scope("orders:write"), cost: 2),
    ]
    content.keys = [
      .init(
        id: keyID("acme-sync"), type: name("partner"), owner: Text("sync@shop.example"), tenant: .one(tenant("acme")),
        grants: [scope("orders:write")], networks: [network("203.0.113.0/24")],
        limits: .init(rate: Rate("600/min")!, burst: 50, quota: Quota("1000000/month")),
        ends: instant("2027-09-01"),
        secrets: [
          .init(
            digest: TokenDigest("c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff")!,
            handle: Handle("k7Hq2mZp"), starts: instant("2026-09-02T08:00:00Z"), ends: instant("2026-12-01T08:00:00Z"))
        ])
    ]
    content.tombstones = [
      .init(
        digest: TokenDigest("0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f")!,
        handle: Handle("p0Xe81Rt"), key: keyID("zenith-report"))
    ]
    return content
  }
}

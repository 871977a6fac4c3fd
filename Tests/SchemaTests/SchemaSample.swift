import BittingSchema
import Foundation

/// A document, and whether it is right.
struct SchemaSample: Sendable {
  let schema: DeclarationSchema
  let isRight: Bool
  let text: String

  private static func keys(_ isRight: Bool, _ texts: [String]) -> [SchemaSample] {
    texts.map { SchemaSample(schema: .keys, isRight: isRight, text: "\($0)\n") }
  }

  private static func policies(_ isRight: Bool, _ texts: [String]) -> [SchemaSample] {
    texts.map { SchemaSample(schema: .policies, isRight: isRight, text: "\($0)\n") }
  }

  static let all = rightKeys + wrongKeys + rightPolicies + wrongPolicies

  private static let key = "key: acme\ntype: client\nenvironment: live\n"
  private static let digest = String(repeating: "0a", count: 32)
  private static let secret = "sha256: \(digest), created: 2026-01-01, expires: 2026-02-01T10:00:00Z"

  private static let rightKeys = keys(
    true,
    [
      key + "scopes: []", key + "scopes: [a:b, \"*:*\"]", key + "decoy: true",
      key + "scopes: [a:b]\ntenant: 4711", key + "scopes: [a:b]\ntenant: \"*\"",
      key + "scopes: [a:b]\ndisabled: waiting\nburst: 1\nlabels: { team: 7, x: y }",
      key + "scopes: [a:b]\nnetworks: [10.0.0.0/8, 2001:db8::/32, \"::1\"]",
      key + "scopes: [a:b]\nsecrets: [{ \(secret) }, { handle: 12345678, \(secret) }]",
      "revoked: k7Hq2mZp\nkey: acme\nsha256: \(digest)\nat: 2026-01-01\nreason: |\n  seen\n  in a gist",
      "revoked: sha256\nkey: acme\nsha256: \(digest)\nat: 2026-01-01\nreason: leaked",
    ])

  private static let wrongKeys = keys(
    false,
    [
      "[]", "text", "owner: nobody", "key: acme", key, key + "decoy: false", key + "scope: [a:b]",
      key + "scopes: a:b", key + "scopes: [a]", key + "scopes: [{ a: b }]", key + "scopes: [a:b]\nScopes: [c:d]",
      "key: a\ntype: client\nenvironment: live\nscopes: [a:b]",
      "key: acme\ntype: Client\nenvironment: live\nscopes: [a:b]",
      "key: acme\ntype: client\nenvironment: live-1\nscopes: [a:b]",
      key + "scopes: [a:b]\nrate: 60", key + "scopes: [a:b]\nrate: 60/minute", key + "scopes: [a:b]\nrate: 0/s",
      key + "scopes: [a:b]\nburst: many", key + "scopes: [a:b]\nburst: -1", key + "scopes: [a:b]\nburst: 0",
      key + "scopes: [a:b]\nowner: \" \"", key + "scopes: [a:b]\npurpose: \"\\t\"",
      key + "scopes: [a:b]\nquota: 5/week",
      key + "scopes: [a:b]\nnetworks: []", key + "scopes: [a:b]\nnetworks: [10.0.0.0/33]",
      key + "scopes: [a:b]\nnetworks: [host.example]", key + "scopes: [a:b]\nexpires: tomorrow",
      key + "scopes: [a:b]\nexpires: 2026-13-01", key + "scopes: [a:b]\nexpires: 2026-01-01T00:00:00+01:00",
      key + "scopes: [a:b]\ndisabled: true", key + "scopes: [a:b]\ndecoy: perhaps",
      key + "scopes: [a:b]\nlabels: [a]", key + "scopes: [a:b]\nsecrets: { \(secret) }",
      key + "scopes: [a:b]\nsecrets: [{ created: 2026-01-01, expires: 2026-02-01 }]",
      key + "scopes: [a:b]\nsecrets: [{ token: x, \(secret) }]",
      key + "scopes: [a:b]\nsecrets: [{ handle: short, \(secret) }]",
      key + "scopes: [a:b]\nsecrets: [{ sha256: abc, created: 2026-01-01, expires: 2026-02-01 }]",
      key + "scopes: [a:b]\ntenant: a b", key + "scopes: [a:b]\ntenant: \"..\"", key + "scopes: [a:b]\ntenant: [a]",
      "revoked: k7Hq2mZp\nkey: acme\nsha256: \(digest)\nat: 2026-01-01",
      "revoked: k7Hq2mZp\nkey: acme\nsha256: \(digest)\nat: 2026-01-01\nreason: leaked\nscopes: [a:b]",
    ])

  private static let project = "project: { name: shop, token_prefix: shop, environments: [live] }"
  private static let type = "ceiling: [a:b], tenant: required, lifetime: { max: 90d }, rate: { default: 1/s }"
  private static let test = "name: x, service: s, environment: live, at: 2026-01-01"

  private static let rightPolicies = policies(
    true,
    [
      project, "levels: [read]", "resources: { a: { title: 1, levels: [b], sensitive: false } }",
      "services: { s: { resources: [] } }", "types: { t: { \(type) } }", "types: { t: { \(type), grace: { max: 0 } } }",
      "routes: { s: { \"GET /a/{b}\": a:b, \"POST  /\": { scope: a:b, cost: 3 } } }",
      "rules: { wildcard-scope: off }",
      "assertions: [{ claim: x, forbid: { scope: a:b } }, { claim: y, at_most: 0, scope: a:b, type: t }]",
      "assertions: [{ claim: x, separate: [a:b, c:d], environment: live }]",
      "waivers: [{ rule: r, until: 2026-01-01, owner: o, reason: why }]",
      "approvers: [{ by: [a@b.example] }, { by: [a, b], change: [widening, new-secret], type: t, scope: a:b }]",
      "tests: [{ \(test), expect: { \"GET /a\": deny tenant, \"PUT  /b?c\": allow }, others: deny }]",
    ])

  private static let wrongPolicies = policies(
    false,
    [
      "[]", "projects: {}", "project: { name: shop }", project.replacingOccurrences(of: "shop,", with: "Shop,"),
      project.replacingOccurrences(of: "[live]", with: "live"),
      project.replacingOccurrences(of: " }", with: ", bundle: { valid: 7d } }"),
      project.replacingOccurrences(of: " }", with: ", bundle: { valid_for: 7 } }"),
      project.replacingOccurrences(of: " }", with: ", bundle: { signers: [RWx] } }"),
      project.replacingOccurrences(of: " }", with: ", bundle: { threshold: two } }"),
      project.replacingOccurrences(of: " }", with: ", bundle: { threshold: 0 } }"),
      project.replacingOccurrences(of: " }", with: ", bundle: { valid_for: 0 } }"),
      project.replacingOccurrences(of: "[live]", with: "[]"), "levels: []",
      "types: { t: { \(type.replacingOccurrences(of: "90d", with: "0")) } }",
      "types: { t: { \(type), stale: { after: 0d } } }",
      "levels: read", "levels: [Read]", "resources: [a]", "resources: { A: {} }", "resources: { a: { sensitive: 2 } }",
      "services: { s: {} }", "services: { s: { resources: [a], recipients: { live: age1 } } }",
      "services: { s: { resources: [a], recipients: { live: [age1x] } } }",
      "types: { t: { ceiling: [a:b] } }", "types: { t: { \(type), quota: 5/day } }",
      "types: { t: { \(type), networks: all } }", "types: { t: { \(type), stale: { then: shrug } } }",
      "types: { t: { \(type), grace: { max: 7 } } }",
      "routes: { s: { GET: a:b } }", "routes: { s: { \"GET /a\": a } }", "routes: { s: { \"GET /../a\": public } }",
      "routes: { s: { \"GET /a\": { cost: 2 } } }", "routes: { s: { \"GET /a\": { scope: a:b, cost: 0 } } }",
      "rules: { wildcard-scope: fatal }", "rules: [wildcard-scope]",
      "assertions: [{ claim: x }]", "assertions: [{ claim: x, forbid: { scope: \"*:b\" } }]",
      "assertions: [{ claim: x, at_most: 2 }]", "assertions: [{ claim: x, separate: [a:b] }]",
      "assertions: [{ claim: x, forbid: { scope: a:b }, at_most: 2 }]",
      "waivers: [{ rule: r, until: 2026-01-01, owner: o }]", "waivers: [{ rule: r, until: soon, owner: o, reason: w }]",
      "approvers: [{ change: [room] }]", "approvers: [{ by: a }]", "approvers: [{ by: [] }]",
      "approvers: [{ by: [a], change: [facts] }]", "approvers: [{ by: [a], change: [] }]",
      "approvers: [{ by: [a], scope: \"*:b\" }]", "approvers: [{ by: [a], key: acme }]",
      "tests: [{ \(test) }]", "tests: [{ \(test), expect: { \"GET /a\": deny nonsense } }]",
      "tests: [{ \(test), expect: { GET: allow } }]", "tests: [{ \(test), expect: {}, others: allow }]",
      "tests: [{ \(test), expect: {}, from: 1.2.3 }]",
    ])
}

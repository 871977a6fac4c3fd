import BittingCompiler
import Diagnostics
import Testing

/// What YAML readers disagree about, in every field: it is what the field says, or one finding at its place.
@Suite struct OddScalarTests {
  static let scalars = [
    "NO", "off", "yes", "1e3", "0o7", "0x10", "010", "1_000", ".inf", ".nan", "12:30:45", "2024-01-01", "~", "null",
    "+1", "-1", "1.0", "１", "''", "\"\"",
  ]

  struct Field: CustomTestStringConvertible {
    /// The file that holds it, and the text in which `%%` stands for the scalar.
    let path: String
    let text: String
    /// The rule that reports what the field cannot say.
    let rule: String
    /// What it can say, and the rule that then finds the value wrong for another reason; empty: none does.
    let accepted: [String: String]
    /// A further file, so that the field is in use.
    var also: (path: String, text: String)?

    var testDescription: String { text.split(separator: "\n").first { $0.contains("%%") }.map(String.init) ?? text }
  }

  @Test(arguments: keyFields + policyFields)
  func meansWhatTheFieldSays(_ field: Field) throws {
    let base = try CaseFile("base.case")
    var surprises: [String] = []
    for scalar in OddScalarTests.scalars {
      let checked = Checker.check(base.tree(with: field.files(saying: scalar)), at: base.now)
      let wanted = field.expected(scalar).map { "\($0) \(field.start)" }
      let found = checked.findings.map { finding in
        finding.rule + (checked.sources[finding.span.file].path == field.path ? " \(finding.span.start)" : " elsewhere")
      }
      if found != wanted {
        surprises.append("`\(scalar)`: \(FindingText.render(checked.findings, in: checked.sources))")
      }
    }
    #expect(surprises == [])
  }
}

extension OddScalarTests.Field {
  /// Where the scalar begins.
  var start: Int {
    text.utf8.firstRange(of: "%%".utf8).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
  }

  func files(saying scalar: String) -> [String: String] {
    var files = [path: text.replacing("%%", with: scalar)]
    if let also { files[also.path] = also.text }
    return files
  }

  /// The rules that find something.
  func expected(_ scalar: String) -> [String] {
    if let known = accepted[scalar] { return known.isEmpty ? [] : [known] }
    return accepted["*"] != nil && !["''", "\"\""].contains(scalar) ? [] : [rule]
  }
}

extension OddScalarTests {
  private static let names = ["off", "yes", "null"]
  private static let lowerAndDigits = ["off", "yes", "null", "1e3", "0o7", "0x10", "010"]
  private static let path = "keys/odd.yaml"

  private static func all(_ scalars: [String], _ rule: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: scalars.map { ($0, rule) })
  }

  private static func key(_ line: String, _ rule: String, _ accepted: [String: String] = [:]) -> Field {
    let name = line.prefix { $0 != ":" }
    var lines = [
      "key: odd-key", "type: partner", "environment: live", "owner: a@shop.example", "tenant: acme",
      "scopes: [orders:read]", "secrets: []", "disabled: for the test",
    ]
    lines.removeAll { $0.hasPrefix("\(name):") || name == "decoy" && $0.hasPrefix("scopes:") }
    return Field(path: path, text: (lines + [line]).joined(separator: "\n") + "\n", rule: rule, accepted: accepted)
  }

  static let keyFields = [
    key("key: %%", "wrong-type", all(lowerAndDigits + ["2024-01-01"], "")),
    key("type: %%", "wrong-type", all(names, "unknown-reference")),
    key("environment: %%", "wrong-type", all(lowerAndDigits, "unknown-reference")),
    key("owner: %%", "wrong-type", ["*": ""]),
    key("purpose: %%", "wrong-type", ["*": ""]),
    key("tenant: %%", "wrong-type", ["*": "", "１": "wrong-type"]),
    key("scopes: [%%]", "malformed-scope"),
    key("rate: %%", "wrong-type"),
    key("burst: %%", "wrong-type"),
    key("quota: %%", "wrong-type"),
    key("networks: [%%]", "malformed-network"),
    key("not_before: %%", "malformed-time", ["2024-01-01": ""]),
    key("expires: %%", "malformed-time", ["2024-01-01": "expired-key"]),
    key("disabled: %%", "wrong-type", ["*": ""]),
    key("decoy: %%", "wrong-type"),
    key("labels: { team: %% }", "wrong-type", ["*": ""]),
    key("secrets: [{ handle: %%, sha256: \(digest), created: 2026-09-01, expires: 2026-11-01 }]", "malformed-secret"),
    key("secrets: [{ sha256: %%, created: 2026-09-01, expires: 2026-11-01 }]", "malformed-secret"),
    key("secrets: [{ sha256: \(digest), created: %%, expires: 2024-02-01 }]", "malformed-time", ["2024-01-01": ""]),
    key("secrets: [{ sha256: \(digest), created: 2023-12-01, expires: %% }]", "malformed-time", ["2024-01-01": ""]),
  ]

  private static let digest = String(repeating: "4f", count: 32)

  private static func policy(_ text: String, _ rule: String, _ accepted: [String: String] = [:]) -> Field {
    Field(path: "policies/odd.yaml", text: text + "\n", rule: rule, accepted: accepted)
  }

  private static func type(_ line: String, _ rule: String) -> Field {
    let name = line.prefix { $0 != ":" }
    var lines = [
      "ceiling: [orders:read]", "tenant: optional", "lifetime: { max: 90d }", "rate: { default: 60/min }",
      "grace: { max: 7d }",
    ]
    lines.removeAll { $0.hasPrefix("\(name):") }
    let text = "types:\n  odd:\n" + (lines + [line]).map { "    \($0)\n" }.joined()
    return Field(
      path: "policies/odd.yaml", text: text, rule: rule, accepted: [:], also: (path, user("odd", "orders:read")))
  }

  /// A key for which every limit of its type matters.
  private static func user(_ type: String, _ scope: String) -> String {
    """
    key: odd-user
    type: \(type)
    environment: live
    owner: a@shop.example
    tenant: acme
    scopes: [\(scope)]
    rate: 60/min
    secrets:
      - { handle: k7Hq2mZp, sha256: \(digest), created: 2026-09-02, expires: 2026-10-06 }
      - { handle: p0Xe81Rt, sha256: \(digest.replacing("4", with: "5")), created: 2026-09-30, expires: 2026-12-01 }
    """
  }

  static let policyFields = [
    Field(
      path: "policies/odd.yaml",
      text: "resources:\n  odd: { sensitive: %%, levels: [read] }\nservices:\n  odd: { resources: [odd] }\n",
      rule: "wrong-type", accepted: [:], also: (path, user("partner", "odd:read"))),
    policy("routes:\n  storefront:\n    GET /v3/{tenant}: %%", "malformed-scope"),
    policy("routes:\n  storefront:\n    GET /v3/{tenant}: { scope: orders:read, cost: %% }", "wrong-type"),
    policy("rules:\n  wildcard-scope: %%", "wrong-type", ["off": ""]),
    type("ceiling: [%%]", "malformed-scope"),
    type("tenant: %%", "wrong-type"),
    type("networks: %%", "wrong-type"),
    type("lifetime: { max: %% }", "malformed-time"),
    type("lifetime: { max: 90d, remind: %% }", "malformed-time"),
    type("grace: { max: %% }", "malformed-time"),
    type("rate: { default: %% }", "wrong-type"),
    type("rate: { default: 30/min, max: %% }", "wrong-type"),
    type("quota: { default: %% }", "wrong-type"),
    type("stale: { after: %%, then: deny }", "malformed-time"),
    type("stale: { after: 3d, then: %% }", "wrong-type"),
  ]
}

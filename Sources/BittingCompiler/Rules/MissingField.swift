internal import Diagnostics
internal import KeyModel

/// A field that has to be there and is not.
enum MissingField: KeyRule {
  /// Networks are missing only where the type of the key requires them.
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.lacks(.networks, "networks"), !key.isDecoy else { return }
    guard let type = key.type, let rule = type.declaration.networks, rule.value == .required else { return }
    report.append(
      finding(
        "key `\(key.id)` has no `networks`", at: key.declaration.id.span,
        related: [Finding.Related("type `\(type.name)` requires them", at: rule.span)],
        help: "list the blocks that its callers are in, such as `networks: [203.0.113.0/24]`"))
  }

  static func found(_ name: some CustomStringConvertible, in subject: String, at anchor: SourceSpan) -> Finding {
    finding("\(subject) has no `\(name)`", at: anchor)
  }

  static func items(of name: some CustomStringConvertible, in subject: String, at span: SourceSpan) -> Finding {
    finding("`\(name)` of \(subject) is empty", at: span, help: "name one or more")
  }

  static func expectations(of test: String, at span: SourceSpan) -> Finding {
    finding(
      "\(test) expects nothing", at: span,
      help: "list requests with what is to become of them, or say `others: deny` for all that there are")
  }

  static func neitherKeyNorTombstone(at anchor: SourceSpan) -> Finding {
    finding(
      "a document of `keys/` declares neither a key nor a revoked secret", at: anchor,
      help: "begin it with `key: NAME`, or move policies under `policies/`")
  }

  static func folder(_ name: String, _ file: FileID) -> Finding {
    finding(
      "there is no folder `\(name)/`", at: SourceSpan(file: file, start: 0, end: 0),
      help: name == "keys" ? "declare the first key with `bitting new`" : "declare the project under `policies/`")
  }

  static func levels(of resource: Located<Name>) -> Finding {
    finding("resource `\(resource.value)` has no level", at: resource.span, help: "take `levels` away for all of them")
  }

  static func section(_ name: String, _ anchor: SourceSpan) -> Finding {
    finding("no file under `policies/` has a section `\(name)`", at: anchor)
  }

  static let page = RulePage.sound(
    "missing-field",
    summary: "a field that has to be there and is not",
    why: """
      What is left out never means "without limit". Where a type has a default it is taken; these fields have none, so
      somebody has to say what is meant.
      """,
    wrong: """
      key: acme-sync
      type: partner
      """,
    right: """
      key: acme-sync
      type: partner
      environment: live
      scopes: [orders:read]
      """)
}

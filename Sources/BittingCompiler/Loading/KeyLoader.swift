internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads the documents of `keys/`: a key, or the record of a revoked secret.
enum KeyLoader {
  static func load(_ root: YAMLNode, into declarations: inout Declarations, _ report: inout [Finding]) {
    guard var fields = FieldReader(root, "a document of `keys/`", report: &report) else { return }
    // A tombstone names its key, too, so `revoked` decides; a document that says both cannot pass for a key.
    if fields.contains("revoked"), let revoked = fields.node("revoked") {
      tombstone(revoked, &fields, root, into: &declarations, &report)
    } else if let id = fields.node("key") {
      key(id, &fields, root, into: &declarations, &report)
    } else {
      report.append(MissingField.neitherKeyNorTombstone(at: fields.anchor))
    }
  }

  private static func key(
    _ name: YAMLNode, _ fields: inout FieldReader, _ root: YAMLNode, into declarations: inout Declarations,
    _ report: inout [Finding]
  ) {
    let id = name.value(as: KeyID.self, of: "key", &report)
    fields.anchor = name.span
    fields.what = id.map { .key($0.value) } ?? "a key"
    // A key whose name cannot be read is still looked at field by field; only nothing can refer to it.
    guard let placeholder = id ?? KeyID("unnamed").map({ Located($0, at: name.span) }) else { return }
    var key = KeyFields(id: placeholder, span: root.span)
    who(&key, &fields, &report)
    what(&key, &fields, &report)
    when(&key, &fields, &report)
    key.unread = fields.unread
    secrets(&key, &fields, &report)
    fields.finish(&report)
    if id != nil { declarations.keys.append(KeyDeclaration(key)) }
  }

  private static func who(_ key: inout KeyFields, _ fields: inout FieldReader, _ report: inout [Finding]) {
    key.type = fields.required("type", as: Name.self, &report)
    key.environment = fields.required("environment", as: EnvironmentName.self, &report)
    key.owner = fields.value("owner", as: Line.self, &report)?.text
    key.purpose = fields.value("purpose", as: Prose.self, &report)?.text
    key.labels = labels(&fields, &report)
  }

  private static func what(_ key: inout KeyFields, _ fields: inout FieldReader, _ report: inout [Finding]) {
    key.decoy = fields.value("decoy", as: Flag.self, &report)?.map(\.value)
    key.scopes = fields.list("scopes", of: ScopePattern.self, &report)
    if key.scopes == nil, key.decoy?.value != true, fields.unread.isDisjoint(with: ["scopes", "decoy"]) {
      report.append(MissingField.found("scopes", in: fields.subject, at: fields.anchor))
    }
    key.tenant = fields.value("tenant", as: TenantClaim.self, &report)
    key.networks = fields.list("networks", of: Network.self, &report)
    if key.networks?.isEmpty ?? false, !fields.unread.contains("networks") {
      report.append(WrongType.listsNoNetwork(fields.span(of: "networks") ?? fields.anchor, fields.subject))
    }
    key.rate = fields.value("rate", as: Rate.self, &report)
    key.burst = fields.count(
      "burst", moreThanNone: "take it away for the count in the rate; disable the key to let nothing through", &report)
    key.quota = fields.value("quota", as: Quota.self, &report)
  }

  private static func when(_ key: inout KeyFields, _ fields: inout FieldReader, _ report: inout [Finding]) {
    key.notBefore = fields.value("not_before", as: Instant.self, &report)
    key.expires = fields.value("expires", as: Instant.self, &report)
    key.disabled = fields.value("disabled", as: Line.self, &report)?.text
    if let start = key.notBefore, let end = key.expires, end.value <= start.value {
      report.append(MalformedTime.endsBeforeItBegins(end, begin: start))
    }
    if let disabled = key.disabled, let word = Flag(disabled.value.string) {
      report.append(WrongType.disabledIsAReason(disabled.span, word.value))
    }
  }

  private static func labels(_ fields: inout FieldReader, _ report: inout [Finding]) -> [LabelDeclaration] {
    guard let node = fields.node("labels") else { return [] }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`labels` of \(fields.subject)", node))
      return []
    }
    var labels: [LabelDeclaration] = []
    labels.reserveCapacity(node.entryCount)
    node.forEachEntry { key, value in
      guard let name = key.value(as: Line.self, of: "labels", &report)?.text,
        let value = value.value(as: Line.self, of: name.value.string, &report)?.text
      else { return }
      labels.append(LabelDeclaration(name: name, value: value))
    }
    return labels
  }

  private static func secrets(_ key: inout KeyFields, _ fields: inout FieldReader, _ report: inout [Finding]) {
    key.secretsSpan = fields.span(of: "secrets")
    let what = MappingName.secret(of: fields.what)
    let secrets = fields.map("secrets", &report) { node, report in secret(node, what, &report) } ?? []
    let isWhole = !fields.unread.contains("secrets") && secrets.allSatisfy { $0.created.value < $0.expires.value }
    if !isWhole { key.unread.insert("secrets") }
    key.secrets = secrets
  }

  private static func secret(_ node: YAMLNode, _ what: MappingName, _ report: inout [Finding]) -> SecretDeclaration? {
    guard var fields = FieldReader(node, what, report: &report) else { return nil }
    let handle = fields.value("handle", as: Handle.self, &report)
    let digest = fields.required("sha256", as: TokenDigest.self, &report)
    let created = fields.required("created", as: Instant.self, &report)
    let expires = fields.required("expires", as: Instant.self, &report)
    fields.finish(&report)
    guard let digest, let created, let expires, handle != nil || !fields.unread.contains("handle") else { return nil }
    if expires.value <= created.value { report.append(MalformedTime.endsBeforeItBegins(expires, begin: created)) }
    return SecretDeclaration(handle: handle, digest: digest, created: created, expires: expires, span: node.span)
  }

  private static func tombstone(
    _ name: YAMLNode, _ fields: inout FieldReader, _ root: YAMLNode, into declarations: inout Declarations,
    _ report: inout [Finding]
  ) {
    fields.what = "the record of a revoked secret"
    fields.anchor = name.span
    let revoked = name.value(as: RevokedName.self, of: "revoked", &report)
    let key = fields.required("key", as: KeyID.self, &report)
    let digest = fields.required("sha256", as: TokenDigest.self, &report)
    let at = fields.required("at", as: Instant.self, &report)
    let reason = fields.required("reason", as: Prose.self, &report)?.text
    fields.finish(&report)
    guard let revoked, let key, let digest, let at, let reason else { return }
    declarations.tombstones.append(
      TombstoneDeclaration(
        handle: revoked.value.handle.map { Located($0, at: revoked.span) }, key: key, digest: digest, at: at,
        reason: reason, span: root.span))
  }
}

/// What `revoked` names: a handle, or `sha256` for a token that has none.
private struct RevokedName: FieldValue {
  let handle: Handle?

  init?(parsing text: Span<UInt8>) {
    handle = Handle(parsing: text)
    guard handle != nil || text.equals("sha256") else { return nil }
  }

  static let kind = "a handle"
  static let help = "write the handle of the secret, or `sha256` where it has none"
  static var rule: any Rule.Type { MalformedSecret.self }
}

extension Located {
  /// Another value at the same place.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), at: span)
  }
}

extension Located where Value == Line {
  /// The line's text.
  var text: Located<Text> { map(\.text) }
}

extension Located where Value == Prose {
  /// The text.
  var text: Located<Text> { map(\.text) }
}

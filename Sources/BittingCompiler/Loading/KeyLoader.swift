internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads the documents of `keys/`: a key, or the record of a revoked secret.
enum KeyLoader {
  static func load(_ root: YAMLNode, into batch: inout LoadedFiles) {
    guard var fields = FieldReader(root, "a document of `keys/`", report: &batch.findings) else { return }
    // A tombstone names its key, too, so `revoked` decides; a document that says both cannot pass for a key.
    if fields.contains("revoked"), let revoked = fields.node("revoked") {
      tombstone(revoked, &fields, root, into: &batch.declarations, &batch.findings)
    } else if let id = fields.node("key") {
      key(id, &fields, root, into: &batch.keys, &batch.findings)
    } else {
      batch.findings.append(MissingField.neitherKeyNorTombstone(at: fields.anchor))
    }
  }

  private static func key(
    _ name: YAMLNode, _ fields: inout FieldReader, _ root: YAMLNode, into table: inout KeyTableBuilder,
    _ report: inout [Finding]
  ) {
    let isNamed = name.isWritten(as: KeyID.self, of: "key", &report)
    fields.anchor = name.span
    fields.what = .key(isNamed ? name : nil)
    // A key whose name cannot be read is still looked at field by field; only nothing can refer to it.
    var key = KeyRow(file: root.span.file, span: root.span, id: table.keep(name.bytes, at: name.span))
    var seldom = SeldomFields()
    // Asked for in the order in which `bitting fmt` writes them, in which they are found at once.
    who(&key, &fields, &table, &report)
    what(&key, &seldom, &fields, &table, &report)
    when(&key, &seldom, &fields, &report)
    requireScopes(key, seldom, fields, &report)
    key.labels = labels(&fields, &table, &report)
    seldom.unread = fields.unread
    if !secrets(&key, isNamed ? name : nil, &fields, &table, &report) { seldom.unread.insert("secrets") }
    fields.finish(&report)
    if !seldom.isEmpty {
      key.seldom = table.keep(seldom)
      key.declared.insert(.seldom)
    }
    if isNamed { table.append(key) }
  }

  private static func who(
    _ key: inout KeyRow, _ fields: inout FieldReader, _ table: inout KeyTableBuilder, _ report: inout [Finding]
  ) {
    if let type = fields.number("type", as: Name.self, &report, { table.type($0) }) {
      key.type = type
      key.declared.insert(.type)
    } else {
      fields.require("type", &report)
    }
    if let environment = fields.number("environment", as: EnvironmentName.self, &report, { table.environment($0) }) {
      key.environment = environment
      key.declared.insert(.environment)
    } else {
      fields.require("environment", &report)
    }
    if let owner = fields.text("owner", as: Line.self, &report, { table.keep(owner: $0, at: $1) }) {
      key.owner = owner
      key.declared.insert(.owner)
    }
    if let purpose = fields.text("purpose", as: Prose.self, &report, { table.keep($0, at: $1) }) {
      key.purpose = purpose
      key.declared.insert(.purpose)
    }
  }

  private static func what(
    _ key: inout KeyRow, _ seldom: inout SeldomFields, _ fields: inout FieldReader, _ table: inout KeyTableBuilder,
    _ report: inout [Finding]
  ) {
    if let tenant = fields.text("tenant", as: TenantClaim.self, &report, { table.keep(tenant: $0, at: $1) }) {
      key.tenant = tenant
      key.declared.insert(.tenant)
    }
    scopes(&key, &fields, &table, &report)
    if let rate = fields.value("rate", as: Rate.self, &report) {
      key.rate = Packed(rate)
      key.declared.insert(.rate)
    }
    seldom.burst = fields.count(
      "burst", moreThanNone: "take it away for the count in the rate; disable the key to let nothing through", &report)
    seldom.quota = fields.value("quota", as: Quota.self, &report)
    networks(&key, &fields, &table, &report)
  }

  private static func scopes(
    _ key: inout KeyRow, _ fields: inout FieldReader, _ table: inout KeyTableBuilder, _ report: inout [Finding]
  ) {
    let spans = table.beginScopes()
    let isThere = fields.forEachItem("scopes", &report) { item, report in
      if item.kind == .scalar, table.append(scope: item.bytes, at: item.span) { return true }
      item.reportMalformed(ScopePattern.self, "scopes", &report)
      return false
    }
    guard isThere else { return }
    key.scopes = (table.endScopes(), spans)
    key.declared.insert(.scopes)
  }

  private static func requireScopes(
    _ key: KeyRow, _ seldom: SeldomFields, _ fields: borrowing FieldReader, _ report: inout [Finding]
  ) {
    guard !key.declared.contains(.scopes), seldom.decoy?.value != true else { return }
    guard fields.unread.isDisjoint(with: ["scopes", "decoy"]) else { return }
    report.append(MissingField.found("scopes", in: fields.subject, at: fields.anchor))
  }

  private static func networks(
    _ key: inout KeyRow, _ fields: inout FieldReader, _ table: inout KeyTableBuilder, _ report: inout [Finding]
  ) {
    let start = table.networks.count
    let isThere = fields.forEachItem("networks", &report) { item, report in
      guard let network = item.value(as: Network.self, of: "networks", &report) else { return false }
      table.append(network)
      return true
    }
    guard isThere else { return }
    key.networks = PackedRange(start, table.networks.count)
    key.declared.insert(.networks)
    if key.networks.count == 0, !fields.unread.contains("networks") {
      report.append(WrongType.listsNoNetwork(fields.span(of: "networks") ?? fields.anchor, fields.subject))
    }
  }

  private static func when(
    _ key: inout KeyRow, _ seldom: inout SeldomFields, _ fields: inout FieldReader, _ report: inout [Finding]
  ) {
    seldom.notBefore = fields.value("not_before", as: Instant.self, &report)
    let expires = fields.value("expires", as: Instant.self, &report)
    seldom.disabled = fields.value("disabled", as: Line.self, &report)?.text
    seldom.decoy = fields.value("decoy", as: Flag.self, &report)?.map(\.value)
    if let expires {
      key.expires = Packed(expires)
      key.declared.insert(.expires)
    }
    if let start = seldom.notBefore, let expires, expires.value <= start.value {
      report.append(MalformedTime.endsBeforeItBegins(expires, begin: start))
    }
    if let disabled = seldom.disabled, let word = Flag(disabled.value.string) {
      report.append(WrongType.disabledIsAReason(disabled.span, word.value))
    }
  }

  private static func labels(
    _ fields: inout FieldReader, _ table: inout KeyTableBuilder, _ report: inout [Finding]
  ) -> PackedRange {
    let start = table.labels.count
    guard let node = fields.node("labels") else { return .none }
    guard node.kind == .mapping else {
      report.append(WrongType.notAMapping("`labels` of \(fields.subject)", node))
      return .none
    }
    node.forEachEntry { key, value in
      guard key.isWritten(as: Line.self, of: "labels", &report), value.isWritten(as: Line.self, of: key.text, &report)
      else { return }
      table.append(
        KeyTable.LabelRow(
          name: table.keep(key.bytes, at: key.span), value: table.keep(value.bytes, at: value.span)))
    }
    return PackedRange(start, table.labels.count)
  }

  /// Reads the secrets; false if one of them could not be read or its time never comes.
  private static func secrets(
    _ key: inout KeyRow, _ name: YAMLNode?, _ fields: inout FieldReader, _ table: inout KeyTableBuilder,
    _ report: inout [Finding]
  ) -> Bool {
    let start = table.secrets.count
    var isWhole = true
    let isThere = fields.forEachItem("secrets", &report) { item, report in
      guard let secret = secret(item, .secret(of: name), &report) else { return false }
      if secret.expires.value <= secret.created.value { isWhole = false }
      table.append(secret)
      return true
    }
    if let span = fields.span(of: "secrets") {
      key.secretsSpan = PackedSpan(span)
      key.declared.insert(.secrets)
    }
    if isThere { key.secrets = PackedRange(start, table.secrets.count) }
    return isWhole && !fields.unread.contains("secrets")
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

internal import Diagnostics
internal import KeyModel

/// A token of the project stands in a file of the tree.
enum PlaintextSecret: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let leads = leads(of: catalog.declarations.project)
    var places: [(handle: Handle, span: SourceSpan)] = []
    for token in catalog.tokens where isOurs(token.bytes, leads) {
      if let handle = handle(in: token.bytes[...]) { places.append((handle, token.span)) }
    }
    guard !places.isEmpty else { return }
    let owners = owners(of: Set(places.map(\.handle)), catalog)
    for place in places { report.append(found(place.handle, at: place.span, owners[place.handle])) }
  }

  /// What tokens of the project begin with; nil where that is not known, and every token may be one of its own.
  private static func leads(of project: ProjectDeclaration?) -> [[UInt8]]? {
    guard let project, let prefix = project.tokenPrefix, !project.environments.isEmpty else { return nil }
    return project.environments.map { Token.lead(prefix.value, $0.value) }
  }

  /// Tokens that overlap are one range, so the lead is looked for in all of it.
  private static func isOurs(_ token: [UInt8], _ leads: [[UInt8]]?) -> Bool {
    leads?.contains { token.firstRange(of: $0) != nil } ?? true
  }

  /// The eight characters after the second `_`.
  private static func handle(in token: ArraySlice<UInt8>) -> Handle? {
    guard let lead = token.indices.filter({ token[$0] == 0x5F }).dropFirst().first else { return nil }
    return Handle(parsing: Array(token[(lead + 1)...].prefix(Handle.length)).span)
  }

  /// The declared secrets with these handles.
  private static func owners(
    of handles: Set<Handle>, _ catalog: Catalog
  ) -> [Handle: (key: KeyID, span: SourceSpan)] {
    var owners: [Handle: (key: KeyID, span: SourceSpan)] = [:]
    for key in catalog.declarations.keys {
      for handle in key.secrets.compactMap(\.handle) where handles.contains(handle.value) {
        owners[handle.value] = owners[handle.value] ?? (key.id.value, handle.span)
      }
    }
    return owners
  }
}

extension PlaintextSecret {
  private static func found(
    _ handle: Handle, at span: SourceSpan, _ owner: (key: KeyID, span: SourceSpan)?
  ) -> Finding {
    finding(
      "the token of secret `\(handle)` stands here for everybody to read", at: span,
      related: owner.map { [Finding.Related("it proves key `\($0.key)`", at: $0.span)] } ?? [],
      help: "revoke it with `bitting revoke \(handle)`: taking it away leaves it in the history")
  }

  static let page = RulePage.sound(
    "plaintext-secret",
    summary: "a token of the project in a file of the tree, comments included",
    why: """
      Whoever can read the repository, or any old copy of it, can use the key. Only the checksum makes a text a token, so
      look-alikes and examples are no finding. What is looked for are the project's prefix and environments; where those
      are not declared, any token counts.
      """,
    wrong: """
      # the token is shop_live_k7Hq2mZp… (all 50 characters of it)
      key: acme-sync
      """,
    right: """
      key: acme-sync
      """)
}

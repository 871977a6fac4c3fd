internal import Diagnostics
internal import KeyModel

/// A token of the project, or the secret key of a signer or a service, stands in a file of the tree.
enum PlaintextSecret: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let leads = leads(of: catalog.declarations.project)
    var places: [(handle: Handle, span: SourceSpan)] = []
    for secret in catalog.secrets {
      switch secret.kind {
      case .token where isOurs(secret.token, leads):
        if let handle = handle(in: secret.token[...]) { places.append((handle, secret.span)) }
      case .token: continue
      case .identity: report.append(identity(at: secret.span))
      case .signingKey: report.append(signingKey(at: secret.span))
      }
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

  private static func identity(at span: SourceSpan) -> Finding {
    finding(
      "the secret key of a service stands here for everybody to read", at: span,
      help:
        "make another with `bitting keygen service` and replace its recipient: taking this one away leaves it in the"
        + " history, and opens every bundle that was sealed to it")
  }

  private static func signingKey(at span: SourceSpan) -> Finding {
    finding(
      "the secret key of a signer stands here for everybody to read", at: span,
      help:
        "make another with `bitting keygen signer` and replace it in `signers`, in every service's trust too: taking"
        + " this one away leaves it in the history")
  }

  static let page = RulePage.sound(
    "plaintext-secret",
    summary: "a token of the project or a secret key in a YAML file of the tree, comments included",
    why: """
      Whoever can read the repository, or any old copy of it, can use the key. Only the checksum makes a text a token, so
      look-alikes and examples are no finding. What is looked for are the project's prefix and environments; where those
      are not declared, any token counts. An age identity opens the bundles of a service, and a minisign secret key, even
      one with a password, signs them: both are told by how they begin, and are a finding with a slip in them, too. Files
      of other kinds are not looked at.
      """,
    wrong: """
      # the token is shop_live_k7Hq2mZp… (all 50 characters of it)
      key: acme-sync
      """,
    right: """
      key: acme-sync
      """)
}

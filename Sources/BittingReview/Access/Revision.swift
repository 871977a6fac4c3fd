internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// One of the two revisions, resolved, whether or not it passed its check.
struct Revision {
  let catalog: Catalog
  /// Who holds each digest; of two keys that declare it, the first by name.
  private let holders: [TokenDigest: Holder]
  /// Where keys with a tombstone belong.
  let environmentsOfRevoked: [KeyID: EnvironmentName]

  /// A key and one of its secrets.
  struct Holder {
    let key: Catalog.Key
    let index: Int

    var secret: SecretDeclaration { key.declaration.secrets[index] }
  }

  init(_ catalog: Catalog) {
    self.catalog = catalog
    var holders: [TokenDigest: Holder] = [:]
    for key in catalog.keys {
      for (index, secret) in key.declaration.secrets.enumerated() where holders[secret.digest.value] == nil {
        holders[secret.digest.value] = Holder(key: key, index: index)
      }
    }
    self.holders = holders
    let revoked = Set(catalog.tombstones.map(\.key.value))
    let keys = catalog.keys.lazy.filter { revoked.contains($0.id) }
    environmentsOfRevoked = Dictionary(keys.compactMap { key in key.environment.map { (key.id, $0) } }) { first, _ in
      first
    }
  }

  /// All digests of secrets.
  var digests: some Sequence<TokenDigest> { holders.keys }

  /// Who holds `digest`; nil if nobody does.
  func holder(of digest: TokenDigest) -> Holder? { holders[digest] }

  /// The environments of the project.
  var environments: [EnvironmentName] { (catalog.declarations.project?.environments ?? []).map(\.value) }

  /// How long its bundles are good for.
  var validity: TimeSpan { catalog.declarations.project?.validFor?.value ?? Rehearsal.defaultValidity }

  /// What its tokens begin with.
  var tokenPrefix: TokenPrefix? { catalog.declarations.project?.tokenPrefix?.value }

  /// What its bundle of `service` in `environment` says; nil where there is none that a validator could open.
  func content(_ service: Name, _ environment: EnvironmentName) -> BundleContent? {
    guard validity.seconds > 0 else { return nil }
    return BundleAssembler.content(ofUnchecked: catalog, service: service, environment: environment)?.sealable
  }
}

/// What a token looks like of which only the digest is known: the project's own form, with the prefix and the
/// environment of where it was declared first, or another form.
struct PresumedForm: Hashable {
  /// Nil: some other form.
  let lead: Lead?
  /// The public name in it.
  let handle: Handle?

  /// What tokens of the project's own form begin with.
  struct Lead: Hashable {
    let prefix: TokenPrefix
    let environment: EnvironmentName
  }

  /// The form of the token with `digest`: where the base declares it, as the base does.
  init(of digest: TokenDigest, in revisions: Sides<Revision>) {
    for side in [Side.base, .head] {
      guard let holder = revisions[side].holder(of: digest), let environment = holder.key.environment else { continue }
      let prefix = holder.secret.handle == nil ? nil : revisions[side].tokenPrefix
      lead = prefix.map { Lead(prefix: $0, environment: environment) }
      handle = lead == nil ? nil : holder.secret.handle?.value
      return
    }
    (lead, handle) = (nil, nil)
  }
}

internal import BundleWriting
internal import KeyModel

/// One bundle of one revision, as its validator sees it.
struct BundleView {
  let content: BundleContent
  let lifetime: BundleLifetime
  let routes: RouteTree
  /// How high each level stands.
  let ranks: [Name: Int]
  let scopes: Set<Scope>
  /// Whether tokens without the project's own form are looked up at all.
  let holdsForeignTokens: Bool
  private let types: [Name: BundleContent.KeyType]
  private let holders: [TokenDigest: Place]
  private let revoked: Set<TokenDigest>

  private struct Place {
    let key: Int
    let secret: Int
  }

  /// The view of `content`, which can be sealed.
  init(_ content: BundleContent, _ lifetime: BundleLifetime) {
    self.content = content
    self.lifetime = lifetime
    routes = RouteTree(content.routes)
    ranks = Dictionary(uniqueKeysWithValues: zip(content.levels, 0...))
    scopes = Set(content.scopes)
    types = Dictionary(uniqueKeysWithValues: content.types.map { ($0.name, $0) })
    revoked = Set(content.tombstones.map(\.digest))
    var holders: [TokenDigest: Place] = [:]
    var foreign = false
    for (index, key) in content.keys.enumerated() {
      for (place, secret) in key.secrets.enumerated() {
        holders[secret.digest] = Place(key: index, secret: place)
        if secret.handle == nil { foreign = true }
      }
    }
    let known = holders
    holdsForeignTokens = foreign || content.tombstones.contains { $0.handle == nil && known[$0.digest] == nil }
    self.holders = holders
  }

  /// The digests of all secrets.
  var digests: some Sequence<TokenDigest> { holders.keys }

  /// The key and secret with `digest`; nil if the bundle holds none.
  func holder(of digest: TokenDigest) -> (key: BundleContent.Key, secret: BundleContent.Secret)? {
    holders[digest].map { (content.keys[$0.key], content.keys[$0.key].secrets[$0.secret]) }
  }

  /// The type of `key`, which is one of the content's.
  func type(of key: BundleContent.Key) -> BundleContent.KeyType {
    types[key.type] ?? BundleContent.KeyType(name: key.type, staleAfter: nil, staleAction: .deny)
  }

  /// How far `key` reaches into each resource.
  func rights(of key: BundleContent.Key) -> [Name: Int] {
    var rights: [Name: Int] = [:]
    for grant in key.grants { rights[grant.resource] = max(ranks[grant.level] ?? 0, rights[grant.resource] ?? 0) }
    return rights
  }

  /// Why the token with `digest` is refused whatever it is used for, the time aside; nil if it is not.
  ///
  /// A token that is unknown is told as that whatever it looks like: its look depends on what else is in the bundle.
  func refusal(of digest: TokenDigest, isForeign: Bool) -> DenialReason? {
    if revoked.contains(digest) { return .revoked }
    guard let key = holder(of: digest)?.key else { return .unknown }
    if isForeign, !holdsForeignTokens { return .malformed }
    if key.isDecoy { return .decoy }
    return key.isDisabled ? .disabled : nil
  }
}

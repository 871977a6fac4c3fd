internal import BittingCompiler
internal import KeyModel

/// What either side declares of some keys, looked up once for all of them.
struct NamedKeys {
  private let revisions: Sides<Revision>
  private let found: [KeyID: [(side: Side, key: Catalog.Key)]]

  /// The keys of `revisions` with one of `names`.
  init(_ names: Set<KeyID>, in revisions: Sides<Revision>) {
    self.revisions = revisions
    var found: [KeyID: [(side: Side, key: Catalog.Key)]] = [:]
    if !names.isEmpty {
      for side in Side.allCases {
        for key in revisions[side].catalog.keys where names.contains(key.id) {
          found[key.id, default: []].append((side, key))
        }
      }
    }
    self.found = found
  }

  /// The types that the key named `id` has on either side.
  func types(of id: KeyID) -> [Name] {
    Set((found[id] ?? []).compactMap { $0.key.declaration.type?.value }).sorted()
  }

  /// What it is granted on either side; nil where it is declared on neither.
  func concerns(of id: KeyID) -> [Concern]? {
    found[id].map { keys in keys.flatMap { $0.key.concerns(revisions[$0.side].catalog.ladder) } }
  }
}

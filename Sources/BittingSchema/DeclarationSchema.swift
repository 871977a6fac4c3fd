/// The documents of one of the two folders: what may stand in them, for editors and for `bitting fmt`.
///
/// Everything that is said about a field outside of the loaders is said here once.
public enum DeclarationSchema: String, CaseIterable, Sendable {
  /// A key, or the record of a revoked secret.
  case keys
  /// Sections of the policy.
  case policies

  /// The schema of the file at `path`, which is relative to the root.
  public init?(path: String) {
    guard let folder = path.utf8.split(separator: 0x2F).first,
      let schema = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(folder) })
    else { return nil }
    self = schema
  }

  /// The document.
  var shape: SchemaShape {
    switch self {
    case .keys: .variants([("revoked", Self.tombstone)], otherwise: Self.key)
    case .policies: .record(Self.policy)
    }
  }

  /// What an editor calls it.
  var title: String {
    switch self {
    case .keys: "Bitting: a key"
    case .policies: "Bitting: a policy"
    }
  }
}

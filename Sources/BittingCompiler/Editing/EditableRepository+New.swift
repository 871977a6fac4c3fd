internal import Diagnostics
package import KeyModel

/// A key that was just declared, and its first secret.
package struct DeclaredKey: Sendable {
  /// The file that declares it.
  package let edit: FileEdit
  /// The secret.
  package let secret: NewSecret
  /// The environment variable that the token belongs into.
  package let variable: String
}

extension EditableRepository {
  /// Fails if a key of this name is declared already, whether or not it resolves.
  package func requireNew(_ id: KeyID) throws(EditFailure) {
    guard let known = catalog.declarations.keys.first(where: { $0.id.value == id }) else { return }
    throw .keyExists(id, path: catalog.sources[known.span.file].path)
  }

  /// Declares the key that `draft` asks for, with a secret that begins now.
  ///
  /// Fails where the declaration would bring an error that the repository does not have yet.
  package func declare(
    _ draft: KeyDraft, using generator: inout some RandomNumberGenerator
  ) throws(EditFailure) -> DeclaredKey {
    try requireNew(draft.id)
    let type = try type(draft.type)
    try requireEnvironment(draft.environment)
    if let end = draft.expires, end <= now { throw .keyEnded(draft.id, end) }
    guard tree.obstacle(at: draft.path) == nil else { throw .occupied(path: draft.path) }
    let secret = NewSecret(
      prefix: try tokenPrefix(in: draft.environment), environment: draft.environment, from: now,
      lifetime: try lifetime(of: type), keyEnd: draft.expires, using: &generator)
    let edit = FileEdit(path: draft.path, before: nil, after: try draft.document(with: secret))
    try requireNoNewErrors(after: [edit])
    return DeclaredKey(edit: edit, secret: secret, variable: tokenVariable(of: draft.id))
  }
}

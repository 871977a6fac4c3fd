package import Diagnostics
package import KeyModel

/// Why a key is not declared, rotated or revoked. Nothing was written then.
package enum EditFailure: Error, Sendable {
  /// The key is declared already, in the file at `path`.
  case keyExists(KeyID, path: String)
  /// Nothing of the kind `what` has this name; `known` are those that there are.
  case unknown(what: String, name: String, known: [String])
  /// Nothing of the kind `what` has this name in what can be read of `folder`, where something cannot be.
  case unread(what: String, name: String, folder: String)
  /// Something else stands where a new file belongs.
  case occupied(path: String)
  /// The project declares no prefix for its tokens, or none that can be read.
  case noTokenPrefix
  /// Prefix and environment have too many characters together.
  case prefixTooLong(TokenPrefix, EnvironmentName)
  /// The type or the environment of the key cannot be read.
  case incompleteKey(KeyID)
  /// The type does not say how long a secret may live.
  case noLifetime(type: Name)
  /// The key's own end has passed, so that no secret of it can work.
  case keyEnded(KeyID, Instant)
  /// The key is bait: whoever had a new token of it would have a token that alarms.
  case decoy(KeyID)
  /// The old secrets would live on for longer than the type allows.
  case graceTooLong(TimeSpan, maximum: TimeSpan, type: Name)
  /// A secret of the key begins at `created`, later than the one that the key would get at `now`.
  case hasLaterSecret(KeyID, Handle?, created: Instant, now: Instant)
  /// Several secrets have this handle.
  case ambiguousHandle(Handle, keys: [KeyID])
  /// The text for a field holds a character that a reviewer could not see.
  case hiddenCharacter(field: String)
  /// The text for a field holds a token or a secret key, which would stand in git for ever.
  case holdsSecret(field: String)
  /// No key, handle or digest is called so; what was named may be a token and is not repeated. `nearest` is a key.
  case unknownSecret(nearest: KeyID?)
  /// Nothing is called so in what can be read of `keys/`, where something cannot be.
  case unreadSecret
  /// The file is written in a way in which the edit would change more than it must.
  case notEditable(path: String)
  /// The edit would bring errors that the repository does not have.
  case addsErrors(NewErrors)
  /// Putting findings right would bring others.
  case addsFindings(NewErrors)
}

/// The findings that an edit would bring, in the tree as it would be.
package struct NewErrors: Sendable {
  /// The tree as it would be, checked.
  package let checked: CheckedRepository
  /// Those of its findings that are new and count: the errors, if the edit may bring others.
  package let findings: [Finding]
}

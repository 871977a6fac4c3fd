/// Why an edit was not made. Nothing is changed then.
public enum YAMLEditFailure: String, Error, Sendable {
  /// The file is not one that can be read in full.
  case unreadable
  /// The place holds something else than the edit is for: a list instead of a text, no such item.
  case wrongKind = "wrong-kind"
  /// The new text holds a character that a declaration may not, however it is written.
  case forbiddenCharacter = "forbidden-character"
  /// The file is laid out in a way in which the change could not be made without changing more.
  case unsupportedLayout = "unsupported-layout"
}

/// What becomes of a key type's requests once the bundle is older than the type allows.
public enum StaleAction: UInt8, ParsableText, Hashable, CustomStringConvertible, CaseIterable {
  /// As before, until the bundle expires.
  case allow
  /// Only what needs the lowest level.
  case readOnly
  /// Nothing.
  case deny

  /// The action that `text` names: `allow`, `read-only`, `deny`.
  public init?(parsing text: Span<UInt8>) {
    if text.equals("allow") {
      self = .allow
    } else if text.equals("read-only") {
      self = .readOnly
    } else if text.equals("deny") {
      self = .deny
    } else {
      return nil
    }
  }

  /// The action as it is written.
  public var description: String {
    switch self {
    case .allow: "allow"
    case .readOnly: "read-only"
    case .deny: "deny"
    }
  }
}

public import Diagnostics
public import KeyModel

/// One of `approvers`: who has to agree to what a review finds.
public struct ApproverDeclaration: Sendable {
  /// Who: all of them.
  public var names: [Located<Text>]
  /// To which classes of change.
  public var changes: Set<ChangeWord>
  /// Only where keys of this type are concerned; nil: any.
  public var type: Located<Name>?
  /// Only where this scope, or a higher level of its resource, is concerned; nil: any.
  public var scope: Located<Scope>?
  /// The whole entry.
  public var span: SourceSpan
}

/// A class of change that somebody has to agree to, by the name that a review gives it.
public enum ChangeWord: String, Sendable, CaseIterable {
  case error, widening, room, narrowing
  case newSecret = "new-secret"

  /// What an entry means that names none: everything that lets somebody do more, now or later.
  public static let usual: Set<ChangeWord> = [.error, .widening, .newSecret, .room]
}

/// A resource at a level: `orders:read`.
public struct Scope: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// What may be reached.
  public let resource: Name
  /// How much may be done with it; includes the levels below.
  public let level: Name

  /// `resource` at `level`.
  public init(resource: Name, level: Name) {
    self.resource = resource
    self.level = level
  }

  /// The scope that `text` writes, without wildcards; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard let pattern = ScopePattern(parsing: text), let resource = pattern.resource, let level = pattern.level else {
      return nil
    }
    self.init(resource: resource, level: level)
  }

  /// `resource:level`.
  public var description: String { "\(resource):\(level)" }

  /// By resource, then level name.
  public static func < (one: Scope, other: Scope) -> Bool {
    one.resource == other.resource ? one.level < other.level : one.resource < other.resource
  }
}

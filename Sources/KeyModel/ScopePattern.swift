/// A scope as it is declared, where `*` may stand for every resource or for the highest level.
public struct ScopePattern: ParsableText, Hashable, CustomStringConvertible {
  /// The resource; nil for `*`, which is every resource that is not sensitive.
  public let resource: Name?
  /// The level; nil for `*`, which is the highest one of the resource.
  public let level: Name?

  /// Exactly `scope`.
  public init(_ scope: Scope) {
    (resource, level) = (scope.resource, scope.level)
  }

  /// The pattern that `text` writes: `orders:read`, `orders:*`, `*:write`, `*:*`; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard let colon = text.firstIndex(of: 0x3A) else { return nil }
    let (left, right) = (text.extracting(0..<colon), text.extracting((colon + 1)..<text.count))
    resource = left.equals("*") ? nil : Name(parsing: left)
    level = right.equals("*") ? nil : Name(parsing: right)
    guard resource != nil || left.equals("*"), level != nil || right.equals("*") else { return nil }
  }

  /// Whether a `*` stands in it.
  public var hasWildcard: Bool { resource == nil || level == nil }

  /// The pattern as it is written.
  public var description: String { "\(resource?.description ?? "*"):\(level?.description ?? "*")" }
}

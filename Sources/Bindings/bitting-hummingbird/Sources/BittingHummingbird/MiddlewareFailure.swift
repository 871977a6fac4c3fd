/// Why a ``BittingMiddleware`` cannot be made.
public enum MiddlewareFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// This is neither a network, "10.0.0.0/8", nor "unix".
  case noNetwork(String)
  /// A realm is printable ASCII without quotation marks and backslashes.
  case noRealm

  /// What is wrong.
  public var description: String {
    switch self {
    case .noNetwork(let text): "`\(text)` is neither a network nor \"unix\""
    case .noRealm: "a realm is printable ASCII without quotation marks and backslashes"
    }
  }
}

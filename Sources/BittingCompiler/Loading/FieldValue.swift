internal import KeyModel

/// A value of one field: how it is written, and what is said where something else stands.
protocol FieldValue: ParsableText {
  /// What it is, with its article: `a rate`.
  static var kind: String { get }
  /// What to write, as the help says it: ``write a rate such as `600/min` ``.
  static var help: String { get }
  /// The rule that a malformed one breaks.
  static var rule: any Rule.Type { get }
}

/// A value that is the text itself, and can be kept as its bytes once they are known to have the form.
protocol FieldText: FieldValue {
  /// Whether `text` writes a value; copies nothing.
  static func isValid(_ text: Span<UInt8>) -> Bool
}

extension FieldValue {
  static var rule: any Rule.Type { WrongType.self }
}

extension Name: FieldValue {
  static var kind: String { "a name" }
  static var help: String { "a name is a lower-case letter, then `a-z`, `0-9`, `-` and `_`, 64 characters at most" }
}

extension KeyID: FieldText {
  static var kind: String { "the name of a key" }
  static var help: String { "the name of a key is 2 to 64 of `a-z`, `0-9` and `-`, with no `-` at either end" }
}

extension EnvironmentName: FieldValue {
  static var kind: String { "the name of an environment" }
  static var help: String { "the name of an environment is 1 to 11 of `a-z` and `0-9`" }
}

extension TokenPrefix: FieldValue {
  static var kind: String { "a token prefix" }
  static var help: String { "a token prefix is 2 to 12 of `a-z` and `0-9`" }
}

extension TenantName: FieldValue {
  static var kind: String { "the name of a tenant" }
  static var help: String {
    "a tenant stands in a path as it is: letters, digits and `-._~!$&'()+,=:@`, without escapes"
  }
}

extension Scope: FieldValue {
  static var kind: String { "a scope" }
  static var help: String { "write a resource and a level, such as `orders:read`" }
  static var rule: any Rule.Type { MalformedScope.self }
}

extension ScopePattern: FieldValue {
  static var kind: String { "a scope" }
  static var help: String { "write a resource and a level, such as `orders:read`" }
  static var rule: any Rule.Type { MalformedScope.self }
}

extension Instant: FieldValue {
  static var kind: String { "an instant" }
  static var help: String { "write UTC in whole seconds, `2026-09-02T08:00:00Z`, or a date, `2026-09-02`" }
  static var rule: any Rule.Type { MalformedTime.self }
}

extension TimeSpan: FieldValue {
  static var kind: String { "a length of time" }
  static var help: String { "write a number and `s`, `m`, `h` or `d`, such as `90d`" }
  static var rule: any Rule.Type { MalformedTime.self }
}

extension Network: FieldValue {
  static var kind: String { "a network" }
  static var help: String { "write an address with a prefix length, such as `203.0.113.0/24` or `2001:db8::/32`" }
  static var rule: any Rule.Type { MalformedNetwork.self }
}

extension Address: FieldValue {
  static var kind: String { "an address" }
  static var help: String { "write an address such as `203.0.113.9` or `2001:db8::9`" }
  static var rule: any Rule.Type { MalformedNetwork.self }
}

extension Handle: FieldValue {
  static var kind: String { "a handle" }
  static var help: String { "a handle is the 8 letters and digits that follow the environment in a token" }
  static var rule: any Rule.Type { MalformedSecret.self }
}

extension TokenDigest: FieldValue {
  static var kind: String { "a SHA-256" }
  static var help: String { "a SHA-256 is 64 lower-case hexadecimal digits, as `sha256sum` prints it" }
  static var rule: any Rule.Type { MalformedSecret.self }
}

extension Rate: FieldValue {
  static var kind: String { "a rate" }
  static var help: String { "write a rate such as `10/s`, `600/min`, `1000/h` or `unlimited`" }
}

extension Quota: FieldValue {
  static var kind: String { "a quota" }
  static var help: String { "write a quota such as `100000/month`; the window is `hour`, `day` or `month`" }
}

extension StaleAction: FieldValue {
  static var kind: String { "what to do with a stale bundle" }
  static var help: String { "write `allow`, `read-only` or `deny`" }
}

extension RouteTemplate: FieldValue {
  static var kind: String { "a route" }
  static var help: String { "write a method and a path, such as `GET /v1/tenants/{tenant}/orders`" }
  static var rule: any Rule.Type { UnreachableRoute.self }
}

/// A JSON value to be written; what a program prints for other programs.
public indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSONValue])
  /// The members in the order to write them. Their names must differ.
  case object([(name: String, value: JSONValue)])

  /// `value` as text, null for none.
  public static func string(orNull value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// The value on one line (RFC 8259), without a line feed after it.
  public var text: String {
    var text = JSONText()
    text.write(self)
    return text.text
  }
}

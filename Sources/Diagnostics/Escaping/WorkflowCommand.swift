/// A workflow command of GitHub that makes an annotation.
///
/// Escaped as in actions/toolkit, command.ts: `%`, CR and LF everywhere, and `:` and `,` in properties too. What a
/// terminal would obey or nobody would see is shown as `\u{1b}` before that, since the command is also printed in the
/// log; so a carriage return never arrives as one.
public struct WorkflowCommand: Sendable {
  /// How heavy the annotation is; the raw value is the command's name.
  public enum Kind: String, Sendable {
    case error, warning, notice

    /// The kind for what weighs `severity`.
    public init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .notice
      }
    }
  }

  /// What it is pinned to: lines and columns from 1, `endColumn` the first one behind.
  public struct Place: Sendable {
    let file: String
    let line: Int
    let endLine: Int
    let column: Int?
    let endColumn: Int?

    /// A place in `file`, relative to the root of the checkout.
    ///
    /// Columns count only within one line: GitHub ignores an annotation that has them over several.
    public init(file: String, line: Int, endLine: Int? = nil, column: Int? = nil, endColumn: Int? = nil) {
      self.file = file
      self.line = line
      self.endLine = endLine ?? line
      let isOneLine = self.endLine == line
      self.column = isOneLine ? column : nil
      self.endColumn = isOneLine ? endColumn : nil
    }
  }

  let kind: Kind
  let place: Place?
  let title: String?
  let message: String

  /// An annotation that says `message`, whose line feeds stay line feeds for the reader.
  public init(_ kind: Kind, at place: Place? = nil, title: String? = nil, message: String) {
    self.kind = kind
    self.place = place
    self.title = title
    self.message = message
  }

  /// The command on one line, without a line feed at its end.
  public var text: String {
    let name = properties.isEmpty ? kind.rawValue : "\(kind.rawValue) \(properties.joined(separator: ","))"
    return "::\(name)::\(data)"
  }

  private var properties: [String] {
    var properties: [String] = []
    if let place, !place.file.isEmpty {
      properties += ["file=" + Self.property(place.file), "line=\(place.line)", "endLine=\(place.endLine)"]
      if let column = place.column { properties.append("col=\(column)") }
      if let endColumn = place.endColumn { properties.append("endColumn=\(endColumn)") }
    }
    if let title, !title.isEmpty { properties.append("title=" + Self.property(title)) }
    return properties
  }

  private var data: String {
    message.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Self.escaped(String(Substring($0)), also: "") }.joined(separator: "%0A")
  }

  private static func property(_ text: String) -> String { escaped(text, also: ":,") }

  private static func escaped(_ text: String, also more: String) -> String {
    var escaped = ""
    for scalar in TerminalText.escaped(text).unicodeScalars {
      if scalar == "%" || more.unicodeScalars.contains(scalar) {
        escaped += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

import Diagnostics

/// How a text is written as a scalar.
public enum YAMLScalarText {
  /// `text` without quotes where every YAML reader takes it for that text, else in double quotes.
  ///
  /// Instants stay plain: those who read them as more than text read them right. Nil for text with a character that
  /// no declaration may hold.
  public static func written(_ text: String) -> String? {
    guard isAllowed(text) else { return nil }
    return isPlain(text) && !YAMLImplicitType.isNotText(text) ? text : doubleQuoted(text)
  }

  /// `text` in single quotes, for one line that had them; nil where only double quotes can hold it.
  static func singleQuoted(_ text: String) -> String? {
    guard isAllowed(text), !text.utf8.contains(0x0A), !text.utf8.contains(0x09) else { return nil }
    return "'" + text.utf8.reduce(into: [UInt8]()) { $0 += $1 == 0x27 ? [$1, $1] : [$1] }.text + "'"
  }

  /// `text` in double quotes; nil where none can hold it.
  static func quoted(_ text: String) -> String? { isAllowed(text) ? doubleQuoted(text) : nil }

  private static func doubleQuoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": written += "\\" + String(scalar)
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  private static func isAllowed(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { HiddenCharacter($0.value) == nil }
  }

  /// Whether `text` reads as itself without quotes, inside brackets too; cautious about what it may begin with.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, last != 0x20, last != 0x3A else { return false }
    guard isLetterOrDigit(first) || first >= 0x80 || [0x2E, 0x2F, 0x5F].contains(first) else { return false }
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case 0x09, 0x0A, 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: return false
      // libyaml refuses `:?` between brackets.
      case 0x3A where bytes[place + 1] == 0x20 || bytes[place + 1] == 0x3F: return false
      case 0x23 where bytes[place - 1] == 0x20: return false
      default: continue
      }
    }
    return !bytes.starts(with: Array("---".utf8)) && !bytes.starts(with: Array("...".utf8))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension [UInt8] {
  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}

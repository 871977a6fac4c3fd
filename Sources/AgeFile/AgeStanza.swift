internal import Sodium

/// One way to the file key, for one recipient (C2SP age.md, "Recipient stanza").
package struct AgeStanza: Hashable, Sendable {
  /// The words of the first line, the type of the stanza first; at least one, none of them empty.
  package let arguments: [[UInt8]]
  /// What the lines after it spell.
  package let body: [UInt8]

  /// A stanza of these parts.
  package init(arguments: [[UInt8]], body: [UInt8]) {
    self.arguments = arguments
    self.body = body
  }

  /// Whether this is a stanza of `type`.
  package func isOf(type: StaticString) -> Bool {
    guard let first = arguments.first else { return false }
    return first.span.equals(type)
  }

  /// Appends the only text of this stanza to `text`.
  package func append(to text: inout [UInt8]) {
    text += [UInt8]("->")
    for argument in arguments {
      text.append(UInt8(ascii: " "))
      text.append(contentsOf: argument)
    }
    let encoded = Base64.unpadded.encode(body.span)
    for (index, character) in encoded.enumerated() {
      if index % 64 == 0 { text.append(UInt8(ascii: "\n")) }
      text.append(character)
    }
    // A body ends with a short line, be it empty.
    if encoded.count % 64 == 0 { text.append(UInt8(ascii: "\n")) }
    text.append(UInt8(ascii: "\n"))
  }
}

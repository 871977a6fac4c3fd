internal import BundleFormat
public import KeyModel

extension HighWater: ParsableText, CustomStringConvertible {
  /// The mark that `text` writes, in exactly one way; nil for anything else, another version included.
  public init?(parsing text: Span<UInt8>) {
    var cursor = FieldCursor(text, separator: 0x0A)
    guard let first = cursor.next(), first.equals("bitting-state 1"),
      let project: Name = cursor.value("project"),
      let service: Name = cursor.value("service"),
      let environment: EnvironmentName = cursor.value("environment"),
      let sequence = cursor.next("sequence")?.decimal, sequence <= Instant.latest.seconds,
      let content: ContentDigest = cursor.value("content"),
      cursor.isBehindLastSeparator
    else { return nil }
    self.project = project
    self.service = service
    self.environment = environment
    self.sequence = sequence
    self.content = content
  }

  /// The bytes of the state file.
  public var bytes: [UInt8] {
    var text = ByteText()
    text.append("bitting-state 1\nproject=")
    text.append(project.text)
    text.append("\nservice=")
    text.append(service.text)
    text.append("\nenvironment=")
    text.append(environment.text)
    text.append("\nsequence=")
    text.append(decimal: UInt64(sequence))
    text.append("\ncontent=")
    text.append(hex: content.bytes.span)
    text.append("\n")
    return text.bytes
  }

  /// The lines of the state file, each with its LF.
  ///
  /// The first names the version: the marks of revocation lists will be lines of the next.
  public var description: String { Text(copying: bytes.span).string }
}

internal import BundleFormat
public import KeyModel

extension HighWater: ParsableText, CustomStringConvertible {
  /// The mark that `text` writes, in exactly one way; nil for anything else, a later version included.
  public init?(parsing text: Span<UInt8>) {
    var cursor = FieldCursor(text, separator: 0x0A)
    guard let first = cursor.next(), let version = HighWater.version(first),
      let project: Name = cursor.value("project"),
      let service: Name = cursor.value("service"),
      let environment: EnvironmentName = cursor.value("environment"),
      let sequence = cursor.next("sequence")?.decimal, sequence <= Instant.latest.seconds,
      let content: ContentDigest = cursor.value("content")
    else { return nil }
    let revocations = version == 1 ? nil : RevocationList(lines: &cursor)
    guard version == 1 ? cursor.isBehindLastSeparator : revocations != nil else { return nil }
    self.init(
      project: project, service: service, environment: environment, sequence: sequence, content: content,
      revocations: revocations)
  }

  /// The version that the first line names.
  private static func version(_ line: Span<UInt8>) -> Int? {
    line.equals("bitting-state 1") ? 1 : line.equals("bitting-state 2") ? 2 : nil
  }

  /// The bytes of the state file (Revocations.md, "What a validator remembers"): version 2 where a revocation list was
  /// accepted, and else version 1, which older validators read too.
  public var bytes: [UInt8] {
    var text = ByteText()
    text.append(revocations == nil ? "bitting-state 1\nproject=" : "bitting-state 2\nproject=")
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
    return text.bytes + (revocations?.lines ?? [])
  }

  /// The lines of the state file, each with its LF.
  public var description: String { Text(copying: bytes.span).string }
}

extension RevocationList {
  /// The list whose lines end the text of `cursor`; nil for any other form.
  fileprivate init?(lines cursor: inout FieldCursor) {
    guard let sequence = cursor.next("revocation-sequence")?.decimal, sequence <= Instant.latest.seconds,
      let content: ContentDigest = cursor.value("revocation-content"),
      let count = cursor.next("revoked")?.decimal, count <= BundleLimits.revocations, !cursor.isAtEnd,
      let digests = DigestLines.digests(in: cursor.rest), digests.count == count
    else { return nil }
    self.init(sequence: sequence, content: content, sorted: digests)
  }

  /// The same lines, each with its LF.
  fileprivate var lines: [UInt8] {
    var head = ByteText()
    head.append("revocation-sequence=")
    head.append(decimal: UInt64(sequence))
    head.append("\nrevocation-content=")
    head.append(hex: content.bytes.span)
    head.append("\nrevoked=")
    head.append(decimal: UInt64(count))
    head.append("\n")
    var text = head.bytes
    text.reserveCapacity(text.count + count * DigestLines.lineByteCount)
    let digests = digests
    for index in digests.indices { DigestLines.append(digests[index], to: &text) }
    return text
  }
}

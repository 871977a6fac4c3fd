internal import BundleFormat
internal import KeyModel

/// Why bytes are not the state of an authorizer's quotas.
public enum QuotaStateFailure: UInt8, Error, Hashable, Sendable, CaseIterable {
  /// Not of the form, cut off or changed: the sum of the bytes is another.
  case malformed = 1
  /// Of another version.
  case unsupportedVersion = 2
  /// Of another project, service or environment.
  case wrongAudience = 3
}

/// What was used of quotas, as text: the counts of one project, service and environment.
///
///     bitting-quotas 1
///     project=shop
///     service=storefront
///     environment=live
///     acme-sync month 2026-11-01T00:00:00Z 1234
///     sum=<BLAKE2b-256 of the bytes up to here, lower-case hex>
///
/// One line for each key, sorted: its name, the kind of window, when the window began, what was used in it.
enum QuotaState {
  /// The text of `counts`, which are sorted, for the bundles of `image`'s audience.
  static func text(of counts: [RestingCount], for image: borrowing BundleImage) -> [UInt8] {
    var text = head(for: image)
    for count in counts {
      text.append(count.key.text)
      text.append(" ")
      text.append(count.kind.name)
      text.append(" ")
      text.append(count.kind.start(of: count.tally.window))
      text.append(" ")
      text.append(decimal: count.tally.used)
      text.append("\n")
    }
    let sum = QuotaStateSum.of(text.bytes.span)
    text.append("sum=")
    text.append(hex: sum.span)
    text.append("\n")
    return text.bytes
  }

  /// The lines before those of keys.
  private static func head(for image: borrowing BundleImage) -> ByteText {
    var head = ByteText()
    head.append("bitting-quotas 1\nproject=")
    head.append(copying: image.project)
    head.append("\nservice=")
    head.append(copying: image.service)
    head.append("\nenvironment=")
    head.append(copying: image.environment)
    head.append("\n")
    return head
  }

  /// The counts that `text` tells of the bundles of `image`'s audience, in exactly one way; only those of windows
  /// that have not passed at `now`.
  static func counts(
    in text: Span<UInt8>, for image: borrowing BundleImage, at now: Instant
  ) throws(QuotaStateFailure) -> [RestingCount] {
    let head = head(for: image).bytes
    guard text.begins(with: "bitting-quotas "), text[text.count - 1] == 0x0A else { throw .malformed }
    guard text.begins(with: "bitting-quotas 1\n") else { throw .unsupportedVersion }
    try checkSum(of: text)
    guard text.begins(with: head.span) else { throw .wrongAudience }
    var cursor = FieldCursor(text.extracting(head.count..<text.count), separator: 0x0A)
    return try counts(&cursor, at: now)
  }

  /// Fails unless the last line is the sum of all bytes before it.
  private static func checkSum(of text: Span<UInt8>) throws(QuotaStateFailure) {
    let count = text.count - 69
    guard count > 0, text[count - 1] == 0x0A, text[text.count - 1] == 0x0A else { throw .malformed }
    var line = FieldCursor(text.extracting(count..<(text.count - 1)), separator: 0x0A)
    let sum: ContentDigest? = line.value("sum")
    guard let sum, sum.bytes == QuotaStateSum.of(text.extracting(0..<count)) else { throw .malformed }
  }

  private static func counts(
    _ cursor: inout FieldCursor, at now: Instant
  ) throws(QuotaStateFailure) -> [RestingCount] {
    var (counts, last): ([RestingCount], KeyID?) = ([], nil)
    while let line = cursor.next() {
      // The sum was read before, at the end.
      if cursor.isBehindLastSeparator { return counts }
      guard let count = RestingCount(parsing: line) else { throw .malformed }
      if let last, !(last < count.key) { throw .malformed }
      last = count.key
      if !count.isOver(at: now) { counts.add(count) }
    }
    throw .malformed
  }
}

extension RestingCount {
  /// The count of one line.
  fileprivate init?(parsing line: Span<UInt8>) {
    var cursor = FieldCursor(line, separator: 0x20)
    guard let name = cursor.next(), let key = KeyID(parsing: name),
      let kindText = cursor.next(), let kind = QuotaWindow(parsing: kindText),
      let startText = cursor.next(), startText.count == 20, let start = Instant(parsing: startText),
      let used = cursor.next()?.decimal, cursor.isAtEnd
    else { return nil }
    let window = kind.number(of: start)
    guard kind.start(of: window) == start, used > 0, UInt64(used) <= QuotaTally.limit(kind) else { return nil }
    self.init(key: key, kind: kind, tally: QuotaTally(window: window, used: UInt64(used)))
  }
}

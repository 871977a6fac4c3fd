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
  private static let space: UInt8 = 0x20
  private static let newline: UInt8 = 0x0A

  /// The text of `counts`, which are sorted, for the bundles of `image`'s audience.
  static func text(of counts: [RestingCount], for image: borrowing BundleImage) -> [UInt8] {
    var text: [UInt8] = []
    text.append("bitting-quotas 1\nproject=")
    text.append(copying: image.project)
    text.append("\nservice=")
    text.append(copying: image.service)
    text.append("\nenvironment=")
    text.append(copying: image.environment)
    text.append("\n")
    for count in counts {
      let (key, start) = (count.key, count.kind.start(of: count.tally.window))
      text.append(contentsOf: "\(key) \(count.kind) \(start) \(count.tally.used)\n".utf8)
    }
    let sum = QuotaStateSum.digits(of: text.span)
    text.append("sum=")
    text.append(contentsOf: sum)
    text.append("\n")
    return text
  }

  /// The counts that `text` tells of the bundles of `image`'s audience, in exactly one way.
  static func counts(
    in text: Span<UInt8>, for image: borrowing BundleImage
  ) throws(QuotaStateFailure) -> [RestingCount] {
    var cursor = FieldCursor(text, separator: newline)
    guard let first = cursor.next() else { throw .malformed }
    var words = FieldCursor(first, separator: 0x20)
    guard let title = words.next(), title.equals("bitting-quotas"), let version = words.next()?.decimal, words.isAtEnd
    else { throw .malformed }
    guard version == 1 else { throw .unsupportedVersion }
    try checkSum(of: text)
    guard let project = cursor.next("project"), let service = cursor.next("service"),
      let environment = cursor.next("environment")
    else { throw .malformed }
    guard order(project, image.project) == .same, order(service, image.service) == .same,
      order(environment, image.environment) == .same
    else { throw .wrongAudience }
    return try counts(&cursor)
  }

  /// Fails unless the last line is the sum of all bytes before it.
  private static func checkSum(of text: Span<UInt8>) throws(QuotaStateFailure) {
    let count = text.count - 69
    guard count > 0, text[count - 1] == newline, text[text.count - 1] == newline else { throw .malformed }
    var line = FieldCursor(text.extracting(count..<(text.count - 1)), separator: newline)
    let sum = QuotaStateSum.digits(of: text.extracting(0..<count))
    guard let digits = line.next("sum"), order(digits, sum.span) == .same else { throw .malformed }
  }

  private static func counts(_ cursor: inout FieldCursor) throws(QuotaStateFailure) -> [RestingCount] {
    var counts: [RestingCount] = []
    while let line = cursor.next() {
      // The sum was read before, at the end.
      if cursor.isBehindLastSeparator { return counts }
      guard let count = RestingCount(parsing: line) else { throw .malformed }
      if let last = counts.last, !(last.key < count.key) { throw .malformed }
      counts.append(count)
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

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { unsafe append(text.utf8Start[index]) }
  }

  fileprivate mutating func append(copying bytes: Span<UInt8>) {
    for index in bytes.indices { append(bytes[index]) }
  }
}

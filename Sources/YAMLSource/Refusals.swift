import Diagnostics

/// The findings about one file: all of the rule `unsupported-yaml`, and a bounded number of them.
///
/// A hostile file could hold one per byte.
struct Refusals {
  /// How many are listed; one more says that there are others.
  static let limit = 100

  let file: FileID
  private(set) var findings: [Finding] = []

  init(file: FileID) {
    self.file = file
  }

  /// Whether nothing further will be listed.
  var isFull: Bool { findings.count > Self.limit }

  /// Adds one about the bytes from `start` up to `end`.
  mutating func report(
    _ message: String, from start: Int, to end: Int, help: String? = nil, related: [Finding.Related] = []
  ) {
    let span = SourceSpan(file: file, start: start, end: end)
    if findings.count < Self.limit {
      findings.append(Finding("unsupported-yaml", .error, message, at: span, related: related, help: help))
    } else if findings.count == Self.limit {
      let message = "the file holds more of this; the rest is not listed"
      findings.append(Finding("unsupported-yaml", .error, message, at: span))
    }
  }
}

public import Diagnostics
internal import YAMLSource

/// Brings a file into canonical layout.
///
/// Comments stay with what they belong to, blank lines stay (one at a time), and so does the kind of line ending that
/// the file begins with. What the file says is the same before and after, but for the order of fields, and what was
/// formatted once is not changed again.
public enum YAMLFormatter {
  /// The bytes of `file` in canonical layout, with fields in `order`.
  ///
  /// The result is read again: a file that would say anything else, or lose a comment, is refused.
  public static func format(_ file: SourceFile, order: FieldOrder) throws(YAMLFormatFailure) -> [UInt8] {
    let before = try parsed(file)
    let layout = LayoutReader(before, in: file)
    let bytes = LayoutPrinter.print(layout, order: order, lineEnding: lineEnding(of: file.bytes))
    // The same bytes say the same.
    if bytes == file.bytes { return bytes }
    let formatted = SourceFile(path: file.path, bytes: bytes)
    guard let after = try? parsed(formatted), SameMeaning.check(before, after, order) else { throw .changesMeaning }
    let kept = LayoutReader(after, in: formatted).comments
    guard areSame(kept, layout.comments) else { throw .changesMeaning }
    return bytes
  }

  private static func parsed(_ file: SourceFile) throws(YAMLFormatFailure) -> [YAMLNode] {
    let parsed = YAMLParser.parse(file, as: FileID(0))
    guard parsed.findings.isEmpty else { throw .unreadable }
    return parsed.documents.compactMap(\.root)
  }

  /// Whether the same comments are in both, in whatever order.
  private static func areSame(_ comments: [String], _ others: [String]) -> Bool {
    comments.count == others.count
      && zip(sorted(comments), sorted(others)).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  private static func sorted(_ comments: [String]) -> [String] {
    comments.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func lineEnding(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(of: 0x0A), first > 0, bytes[first - 1] == 0x0D else { return [0x0A] }
    return [0x0D, 0x0A]
  }
}

/// Why a file keeps its layout.
public enum YAMLFormatFailure: Error, Sendable {
  /// The file is no YAML, or holds something that is refused everywhere.
  case unreadable
  /// The canonical layout would not say the same.
  case changesMeaning
}

/// A run of bytes in one file.
///
/// Twelve bytes, because every declared value carries one; lines and columns are worked out only for what is reported.
public struct SourceSpan: Hashable, Comparable, Sendable {
  /// The file.
  public let file: FileID
  /// The first byte, counted from 0.
  public let start: UInt32
  /// One past the last byte; equal to `start` where something is missing.
  public let end: UInt32

  /// The bytes from `start` up to `end` of `file`.
  public init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// The bytes as a range of indices of ``SourceFile/bytes``.
  public var range: Range<Int> { Int(start)..<Int(end) }

  /// A part of this span: the bytes from `offset`, `length` of them, counted from its start.
  public func part(at offset: Int, length: Int) -> SourceSpan {
    SourceSpan(file: file, start: Int(start) + offset, end: Int(start) + offset + length)
  }

  /// By file, then start, then end.
  public static func < (one: SourceSpan, other: SourceSpan) -> Bool {
    (one.file, one.start, one.end) < (other.file, other.start, other.end)
  }
}

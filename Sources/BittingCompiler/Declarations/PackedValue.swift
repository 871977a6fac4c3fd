internal import Diagnostics

/// A run of bytes in a file that is known from elsewhere.
struct PackedSpan: Sendable {
  let start: UInt32
  let end: UInt32

  init(_ span: SourceSpan) {
    (start, end) = (span.start, span.end)
  }

  /// The span in `file`.
  func located(in file: FileID) -> SourceSpan { SourceSpan(file: file, start: Int(start), end: Int(end)) }
}

/// A declared value as numbers alone, and where it stands in a file that is known from elsewhere.
struct Packed<Value: Sendable>: Sendable {
  let value: Value
  let span: PackedSpan

  init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = PackedSpan(span)
  }

  init(_ located: Located<Value>) {
    self.init(located.value, at: located.span)
  }

  /// The value in `file`.
  func located(in file: FileID) -> Located<Value> { Located(value, at: span.located(in: file)) }
}

/// A run of elements of one of a table's arrays.
struct PackedRange: Sendable {
  let start: UInt32
  let count: UInt32

  /// No elements.
  static let none = PackedRange(start: 0, count: 0)

  /// From `start` up to `end`; a table is never so large that it needs more than 32 bits.
  init(_ start: Int, _ end: Int) {
    self.init(start: UInt32(start), count: UInt32(end - start))
  }

  private init(start: UInt32, count: UInt32) {
    (self.start, self.count) = (start, count)
  }

  var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

internal import BundleFormat
internal import KeyModel

/// The records of one section as they are filled in, zero at first.
struct RecordTable {
  let section: ImageSection
  let count: Int
  private(set) var bytes: [UInt8]

  /// Room for `count` records.
  init(_ section: ImageSection, count: Int) throws(PayloadFailure) {
    let (size, overflow) = count.multipliedReportingOverflow(by: section.stride)
    guard !overflow, size <= BundleLimits.payloadBytes else { throw .tooLarge }
    self.section = section
    self.count = count
    bytes = [UInt8](repeating: 0, count: size)
  }

  /// Puts the lowest `size` bytes of `value`, the least significant first, at `field` of `record`.
  mutating func put(_ value: some FixedWidthInteger, size: Int, record: Int, field: Int = 0) {
    let start = record * section.stride + field
    for index in 0..<size { bytes[start + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
  }

  /// Puts the 32 bytes of `digest` at `field` of `record`.
  mutating func put(_ digest: TokenDigest, record: Int, field: Int) {
    let words = digest.words
    put(words.0.byteSwapped, size: 8, record: record, field: field)
    put(words.1.byteSwapped, size: 8, record: record, field: field + 8)
    put(words.2.byteSwapped, size: 8, record: record, field: field + 16)
    put(words.3.byteSwapped, size: 8, record: record, field: field + 24)
  }

  /// Puts `text` from byte `start` on.
  mutating func put(_ text: Span<UInt8>, at start: Int) {
    for index in text.indices { bytes[start + index] = text[index] }
  }
}

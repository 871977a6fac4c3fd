internal import BundleFormat

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

  /// Puts `text` from byte `start` on.
  mutating func put(_ text: some Sequence<UInt8>, at start: Int) {
    var index = start
    for byte in text {
      bytes[index] = byte
      index += 1
    }
  }
}

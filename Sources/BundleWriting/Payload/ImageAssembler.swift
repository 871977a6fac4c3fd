internal import BundleFormat
internal import KeyModel

/// Puts the header and the sections together.
struct ImageAssembler {
  private(set) var bytes: [UInt8]

  /// An image of `tables`, which are in the order of the format; its header lacks only the identity.
  init(_ tables: [RecordTable]) throws(PayloadFailure) {
    bytes = [UInt8](repeating: 0, count: ImageHeader.byteCount)
    unsafe bytes.replaceSubrange(0..<8, with: UnsafeBufferPointer(start: ImageHeader.magic.utf8Start, count: 8))
    var end = ImageHeader.byteCount
    for table in tables { end = ImageSection.aligned(end) + table.bytes.count }
    guard ImageSection.aligned(end) <= BundleLimits.payloadBytes else { throw .tooLarge }
    bytes.reserveCapacity(ImageSection.aligned(end))
    for table in tables { append(table) }
    put(UInt64(bytes.count), size: 8, at: ImageHeader.length)
    put(ImageHeader.version, size: 4, at: ImageHeader.versionOffset)
  }

  private mutating func append(_ table: RecordTable) {
    put(bytes.count, size: 8, at: table.section.directoryOffset)
    put(table.count, size: 8, at: table.section.directoryOffset + 8)
    bytes += table.bytes
    bytes += repeatElement(0, count: ImageSection.aligned(bytes.count) - bytes.count)
  }

  /// Fills in whose the image is.
  mutating func identify(_ content: BundleContent, _ texts: TextPool, hasForeignTokens: Bool, methods: Int) {
    put(hasForeignTokens ? ImageHeader.hasForeignTokens : 0, size: 4, at: ImageHeader.flags)
    put(texts[content.project.text], size: 4, at: ImageHeader.project)
    put(texts[content.service.text], size: 4, at: ImageHeader.service)
    put(texts[content.environment.text], size: 4, at: ImageHeader.environment)
    put(texts[TextPool.lead(of: content)], size: 4, at: ImageHeader.tokenLead)
    put(methods, size: 4, at: ImageHeader.methods)
  }

  private mutating func put(_ value: some FixedWidthInteger, size: Int, at offset: Int) {
    for index in 0..<size { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
  }
}

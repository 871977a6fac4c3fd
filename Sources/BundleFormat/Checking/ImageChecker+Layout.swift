extension ImageChecker {
  func checkHeader() throws(ImageFailure) {
    try require(bytes.byteCount >= ImageHeader.byteCount && bytes.byteCount <= BundleLimits.payloadBytes)
    try require(bytes.slice(0, count: 8).starts(with: ImageHeader.magic))
    guard bytes.u32(ImageHeader.versionOffset) == ImageHeader.version else { throw .unsupportedVersion }
    try require(bytes.u32(ImageHeader.flags) & ~ImageHeader.hasForeignTokens == 0)
    try require(bytes.u64(ImageHeader.length) == UInt64(bytes.byteCount))
    try require(bytes.u32(ImageHeader.zero) == 0)
  }

  /// Every section begins where the one before it ends, at the next multiple of eight, and the last ends the payload.
  @_optimize(size)
  func checkSections() throws(ImageFailure) {
    var end = ImageHeader.byteCount
    for section in ImageSection.allCases {
      let start = ImageSection.aligned(end)
      let (offset, count) = (bytes.u64(section.directoryOffset), bytes.u64(section.directoryOffset + 8))
      try require(offset == UInt64(start) && start <= bytes.byteCount)
      try require(count <= UInt64((bytes.byteCount - start) / section.stride))
      try requireZeros(end..<start)
      end = start + Int(count) * section.stride
    }
    try require(ImageSection.aligned(end) == bytes.byteCount)
    try requireZeros(end..<bytes.byteCount)
  }

  func checkCounts() throws(ImageFailure) {
    try require(image.count(of: .keys) <= BundleLimits.keys)
    try require(image.count(of: .limits) <= BundleLimits.sets)
    try require(image.count(of: .types) <= BundleLimits.types)
    try require(image.count(of: .levels) <= BundleLimits.levels)
    try require(image.count(of: .scopes) <= BundleLimits.resources * BundleLimits.levels)
    try require(image.count(of: .networkSets) <= BundleLimits.sets)
    try require(image.count(of: .routes) <= BundleLimits.routes)
    try require(image.count(of: .index) == SecretIndex.entryCount(for: image.count(of: .secrets)))
  }

  private func requireZeros(_ range: Range<Int>) throws(ImageFailure) {
    for offset in range { try require(bytes.u8(offset) == 0) }
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes of `text` stand at the beginning.
  func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where unsafe self[index] != text.utf8Start[index] { return false }
    return true
  }
}

/// Looks at every offset, count, index, order and padding of a payload, so that nobody has to again.
///
/// The steps go from the outside in: each relies on those before it.
struct ImageChecker: ~Escapable {
  let image: BundleImage

  @_lifetime(copy image)
  init(_ image: BundleImage) {
    self.image = image
  }

  var bytes: RawSpan { @_lifetime(copy self) get { image.bytes } }

  /// What all else relies on, and what is small.
  func checkOutline() throws(ImageFailure) {
    try checkHeader()
    try checkSections()
    try checkCounts()
    try checkIdentity()
    try checkLevelsAndScopes()
    try checkTypes()
    try checkLimits()
    try checkGrants()
    try checkNetworks()
    try checkNodes()
    try checkRoutes()
  }

  /// Fails unless a text begins within the section at `reference` and ends within it.
  @inline(__always)
  func requireText(_ reference: UInt32) throws(ImageFailure) {
    let (start, size) = (Int(reference), image.count(of: .texts))
    // Far from the end no count can lead out, so it need not be fetched: it may be anywhere in memory.
    guard start + TextRecord.bytes + BundleLimits.textBytes > size else { return }
    try require(start + TextRecord.bytes <= size)
    let count = Int(bytes.u16(image.start(of: .texts) + start + TextRecord.count))
    try require(start + TextRecord.bytes + count <= size)
  }

  /// Fails unless `condition` holds.
  @inline(__always)
  func require(_ condition: Bool) throws(ImageFailure) {
    guard condition else { throw .corrupt }
  }

  /// Fails unless the text of `reference` comes after that of `previous`, where there is one.
  func requireAscending(_ previous: UInt32?, _ reference: UInt32) throws(ImageFailure) {
    guard let previous else { return }
    try require(order(image.text(previous), image.text(reference)) == .before)
  }
}

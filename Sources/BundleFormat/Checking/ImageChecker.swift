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

  func check() throws(ImageFailure) {
    try checkHeader()
    try checkSections()
    try checkCounts()
    try checkTexts()
    try checkIdentity()
    try checkLevelsAndScopes()
    try checkTypes()
    try checkLimits()
    try checkKeys()
    try checkGrants()
    try checkNetworks()
    try checkNodes()
    try checkRoutes()
    try checkSecrets()
    try checkIndex()
  }

  /// Fails unless `condition` holds.
  @inline(__always)
  func require(_ condition: Bool) throws(ImageFailure) {
    guard condition else { throw .corrupt }
  }

  /// Fails unless a text begins within the section at `reference` and ends within it.
  @inline(__always)
  func requireText(_ reference: UInt32) throws(ImageFailure) {
    let (start, size) = (Int(reference), image.count(of: .texts))
    try require(start + TextRecord.bytes <= size)
    let count = Int(bytes.u16(image.start(of: .texts) + start + TextRecord.count))
    try require(start + TextRecord.bytes + count <= size)
  }

  /// Fails unless the text of `reference` comes after that of `previous`, where there is one.
  func requireAscending(_ previous: UInt32?, _ reference: UInt32) throws(ImageFailure) {
    guard let previous else { return }
    try require(order(image.text(previous), image.text(reference)) == .before)
  }
}

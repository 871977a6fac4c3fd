/// The scopes of an image in a table by a hash of their text.
@safe
struct ScopeGuide {
  // Invariant: nothing is written once `init` has returned.
  /// One more than the number of a scope; 0 for none. Half of them at least are free.
  private let slots: UnsafeMutablePointer<UInt32>?
  private let mask: Int

  /// No guide.
  init() {
    unsafe slots = nil
    mask = 0
  }

  private static func slotCount(scopes: Int) -> Int { 2 << SecretIndex.bits(for: scopes) }

  /// How many bytes the guide takes for so many scopes.
  static func byteCount(scopes: Int) -> Int { slotCount(scopes: scopes) * MemoryLayout<UInt32>.stride }

  /// The guide of `image`.
  @_optimize(size)
  init(of image: borrowing BundleImage, in memory: inout GuideMemory) {
    let count = ScopeGuide.slotCount(scopes: image.count(of: .scopes))
    let slots = unsafe memory.take(count, of: UInt32.self)
    unsafe self.slots = slots
    mask = count - 1
    for index in 0..<image.count(of: .scopes) {
      let scope = image.scope(index)
      var slot = slot(of: image.text(scope.resource), image.text(image.level(Int(scope.level))))
      while unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
      unsafe slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  /// Where to look first for the scope of `resource` and `level`.
  @_optimize(size)
  private func slot(of resource: Span<UInt8>, _ level: Span<UInt8>) -> Int {
    // Invariant: the checker saw that each is as long as a name at most.
    var text = InlineArray<136, UInt8>(repeating: 0x3A)
    for index in resource.indices { text[index] = resource[index] }
    for index in level.indices { text[resource.count + 1 + index] = level[index] }
    return slot(of: text.span.extracting(0..<(resource.count + 1 + level.count)))
  }

  /// Where to look first for the scope that `text` names.
  @inline(__always)
  private func slot(of text: Span<UInt8>) -> Int { Int(truncatingIfNeeded: TextHash.hash(text) &>> 32) & mask }

  /// The scope that `text` names in `image`, whose guide this is; nil if the service has no such scope.
  @inline(__always)
  func scope(named text: Span<UInt8>, in image: borrowing BundleImage) -> UInt32? {
    guard let slots = unsafe slots else { return image.scope(named: text) }
    var slot = slot(of: text)
    while true {
      let entry = unsafe slots[slot]
      guard entry != 0 else { return nil }
      if image.isScope(Int(entry) &- 1, named: text) { return entry &- 1 }
      slot = (slot &+ 1) & mask
    }
  }
}

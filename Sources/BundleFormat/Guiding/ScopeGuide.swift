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
  init(of image: borrowing BundleImage, in memory: inout GuideMemory) {
    let count = ScopeGuide.slotCount(scopes: image.count(of: .scopes))
    let slots = unsafe memory.take(count, of: UInt32.self)
    unsafe self.slots = slots
    mask = count - 1
    for index in 0..<image.count(of: .scopes) {
      let scope = image.scope(index)
      var slot = slot(of: ScopeText(image.text(scope.resource), image.text(image.level(Int(scope.level)))))
      while unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
      unsafe slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  private func slot(of scope: borrowing ScopeText) -> Int {
    let hash = TextHash.hash(scope.level, after: TextHash.hash(scope.resource))
    return Int(truncatingIfNeeded: hash &>> 32) & mask
  }

  /// The scope `name` in `image`, whose guide this is; nil if the service has no such scope.
  func scope(named name: borrowing ScopeText, in image: borrowing BundleImage) -> UInt32? {
    guard let slots = unsafe slots else { return image.scope(named: name) }
    var slot = slot(of: name)
    while true {
      let entry = unsafe slots[slot]
      guard entry != 0 else { return nil }
      if image.isScope(Int(entry) &- 1, named: name) { return entry &- 1 }
      slot = (slot &+ 1) & mask
    }
  }
}

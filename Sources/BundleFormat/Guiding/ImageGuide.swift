internal import KeyModel

/// What is computed of an image at opening, so that decisions find their way in it faster.
///
/// The index of secrets stands here once more in a quarter of its size, so that more of it stays close to the processor: a
/// look-up waits for the index before it can ask for the record. Buckets are in groups of 128. For each group there is the
/// number of its first secret, and for each bucket, in one byte, how far beyond that number its own first secret is.
///
/// Scopes stand in a table by a hash of their text, and what tokens begin with is made ready to be compared.
@safe
package struct ImageGuide: @unchecked Sendable {
  private static let groupBits = 7
  /// The byte of a bucket that is too far from its group's first secret; where it begins stands in the index alone.
  private static let isFar: UInt8 = 255

  // Invariant: all have an entry for each that is asked for, and nothing is written once `init` has returned.
  private let lead: UnsafeMutablePointer<TokenLead>?
  private let groups: UnsafeMutablePointer<UInt32>?
  private let distances: UnsafeMutablePointer<UInt8>?
  /// One more than the number of a scope; 0 for none. Half of them at least are free.
  private let slots: UnsafeMutablePointer<UInt32>?
  private let slotMask: Int

  /// No guide: the image alone is looked at.
  package static var none: ImageGuide { ImageGuide() }

  private init() {
    unsafe lead = nil
    unsafe groups = nil
    unsafe distances = nil
    unsafe slots = nil
    slotMask = 0
  }

  /// How many bytes the guide of an image takes that has so many secrets and scopes, or fewer.
  package static func byteCount(secrets: Int, scopes: Int) -> Int {
    let buckets = SecretIndex.entryCount(for: secrets)
    let words = groupCount(for: buckets) + slotCount(for: scopes)
    return MemoryLayout<TokenLead>.stride + words * MemoryLayout<UInt32>.stride + buckets
  }

  private static func groupCount(for buckets: Int) -> Int { (buckets - 1) >> groupBits + 1 }

  private static func slotCount(for scopes: Int) -> Int { 2 << SecretIndex.bits(for: scopes) }

  /// The guide of `image`, written to `memory`, which is zeroed, aligned to eight bytes, has room for it, and stays as it
  /// is for as long as the guide is used.
  package init(of image: borrowing BundleImage, in memory: UnsafeMutableRawPointer) {
    let buckets = SecretIndex.entryCount(for: image.count(of: .secrets))
    let groupCount = ImageGuide.groupCount(for: buckets)
    let slotCount = ImageGuide.slotCount(for: image.count(of: .scopes))
    // Trivial, so nobody has to end its life.
    unsafe lead = TokenLead(image.tokenLead).map { lead in
      unsafe memory.initializeMemory(as: TokenLead.self, repeating: lead, count: 1)
    }
    let start = unsafe memory + MemoryLayout<TokenLead>.stride
    let words = unsafe start.bindMemory(to: UInt32.self, capacity: groupCount + slotCount)
    unsafe groups = words
    unsafe slots = words + groupCount
    unsafe distances = (start + (groupCount + slotCount) * MemoryLayout<UInt32>.stride)
      .bindMemory(to: UInt8.self, capacity: buckets)
    slotMask = slotCount - 1
    fillGroups(image, buckets)
    fillSlots(image)
  }

  /// Whether `token` is one of the project's own, with a checksum that holds. Without a guide, nobody knows.
  @inline(__always)
  package func knowsAsNative(_ token: Span<UInt8>) -> Bool {
    guard let lead = unsafe lead else { return false }
    return unsafe lead.pointee.isNative(token)
  }
}

// Secrets.
extension ImageGuide {
  private func fillGroups(_ image: borrowing BundleImage, _ buckets: Int) {
    guard let groups = unsafe groups, let distances = unsafe distances else { return }
    var first = 0
    for bucket in 0..<buckets {
      let entry = image.indexEntry(bucket)
      if bucket & (1 << ImageGuide.groupBits - 1) == 0 {
        first = entry
        unsafe groups[bucket >> ImageGuide.groupBits] = UInt32(truncatingIfNeeded: entry)
      }
      unsafe distances[bucket] = UInt8(truncatingIfNeeded: min(entry - first, Int(ImageGuide.isFar)))
    }
  }

  /// The number of the first secret that is not before `bucket` of `image`, whose guide this is.
  @inline(__always)
  func firstSecret(of bucket: Int, in image: borrowing BundleImage) -> Int {
    guard let groups = unsafe groups, let distances = unsafe distances else { return image.indexEntry(bucket) }
    let distance = unsafe distances[bucket]
    guard distance != ImageGuide.isFar else { return image.indexEntry(bucket) }
    return unsafe Int(groups[bucket &>> ImageGuide.groupBits]) &+ Int(distance)
  }
}

// Scopes.
extension ImageGuide {
  private func fillSlots(_ image: borrowing BundleImage) {
    guard let slots = unsafe slots else { return }
    for index in 0..<image.count(of: .scopes) {
      let scope = image.scope(index)
      var slot = slot(of: ScopeText(image.text(scope.resource), image.text(image.level(Int(scope.level)))))
      while unsafe slots[slot] != 0 { slot = (slot + 1) & slotMask }
      unsafe slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  private func slot(of scope: borrowing ScopeText) -> Int {
    let hash = TextHash.hash(scope.level, after: TextHash.hash(scope.resource))
    return Int(truncatingIfNeeded: hash &>> 32) & slotMask
  }

  /// The scope that `text` names (`orders:read`) in `image`, whose guide this is; nil if the service has no such scope.
  package func scope(named text: Span<UInt8>, in image: borrowing BundleImage) -> UInt32? {
    guard let name = ScopeText(parsing: text) else { return nil }
    guard let slots = unsafe slots else { return image.scope(named: name) }
    var slot = slot(of: name)
    while true {
      let entry = unsafe slots[slot]
      guard entry != 0 else { return nil }
      if image.isScope(Int(entry) &- 1, named: name) { return entry &- 1 }
      slot = (slot &+ 1) & slotMask
    }
  }
}

/// The nodes of an image that are literal segments, or methods, in a table by a hash of their label and their parent.
@safe
struct RouteGuide {
  /// The parent of the roots.
  static let noParent = -1
  /// The most nodes that get a guide.
  private static let maximumNodes = 1 << 18

  // Invariant: nothing is written once `init` has returned.
  /// One more than the number of a node; 0 for none. Half of them at least are free.
  private let slots: UnsafeMutablePointer<UInt32>?
  private let mask: Int

  /// No guide.
  init() {
    unsafe slots = nil
    mask = 0
  }

  private static func slotCount(nodes: Int) -> Int { nodes > maximumNodes ? 0 : 2 << SecretIndex.bits(for: nodes) }

  /// How many bytes the guide takes at most for so many nodes or fewer.
  static func byteCount(nodes: Int) -> Int {
    slotCount(nodes: min(nodes, maximumNodes)) * MemoryLayout<UInt32>.stride
  }

  /// The guide of `image`.
  @_optimize(size)
  init(of image: borrowing BundleImage, in memory: inout GuideMemory) {
    let nodes = image.count(of: .nodes)
    let count = RouteGuide.slotCount(nodes: nodes)
    unsafe slots = count == 0 ? nil : memory.take(count, of: UInt32.self)
    mask = count - 1
    guard count > 0 else { return }
    for root in 0..<image.methodCount { add(root, below: RouteGuide.noParent, image) }
    for parent in 0..<nodes {
      let node = image.node(parent)
      for child in 0..<Int(node.literalCount) { add(Int(node.firstChild) + child, below: parent, image) }
    }
  }

  private func add(_ node: Int, below parent: Int, _ image: borrowing BundleImage) {
    guard let slots = unsafe slots else { return }
    var slot = slot(of: image.text(image.node(node).label), below: parent)
    while unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
    unsafe slots[slot] = UInt32(truncatingIfNeeded: node + 1)
  }

  /// The parent comes in last, so that the label's hash need not wait for it.
  @inline(__always)
  private func slot(of label: Span<UInt8>, below parent: Int) -> Int {
    let hash = TextHash.hash(label) &+ UInt64(truncatingIfNeeded: parent) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash &>> 32) & mask
  }

  /// The node labelled `label` among the `count` sorted ones from `first` on, which are below `parent`; nil if there is
  /// none. `image` is the one whose guide this is.
  @inline(__always)
  func child(
    of parent: Int, labelled label: Span<UInt8>, from first: Int, count: Int, in image: borrowing BundleImage
  ) -> Int? {
    if count <= 1 { return count == 1 && isSame(image.text(image.node(first).label), label) ? first : nil }
    guard let slots = unsafe slots else { return image.node(labelled: label, from: first, count: count) }
    var slot = slot(of: label, below: parent)
    while true {
      let entry = unsafe slots[slot]
      guard entry != 0 else { return nil }
      let node = Int(entry) &- 1
      if node >= first, node < first &+ count, isSame(image.text(image.node(node).label), label) { return node }
      slot = (slot &+ 1) & mask
    }
  }
}

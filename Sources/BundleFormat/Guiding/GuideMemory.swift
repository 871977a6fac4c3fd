/// Zeroed memory for a guide, handed out piece by piece.
@safe
struct GuideMemory: ~Copyable {
  private var next: UnsafeMutableRawPointer

  /// Invariant: there is as much at `start` as will be asked for.
  @unsafe
  init(at start: UnsafeMutableRawPointer) {
    unsafe next = start
  }

  /// Room for `count` elements, which are all zero, at the next place that is aligned for them.
  mutating func take<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element> {
    let start = unsafe next.alignedUp(for: type)
    unsafe next = start + count * MemoryLayout<Element>.stride
    return unsafe start.bindMemory(to: type, capacity: count)
  }
}

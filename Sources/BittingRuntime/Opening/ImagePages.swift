internal import BundleFormat
internal import CPages

/// The memory of one payload and its guide, on pages of its own: written once, then read-only until the last reference
/// goes.
@safe
final class ImagePages: @unchecked Sendable {
  // Invariant: nothing writes here after `freeze`, before which only one owner knows the pages; that is what
  // `@unchecked Sendable` relies on.
  private let start: UnsafeMutableRawPointer
  private let count: Int
  private let size: Int
  /// The guide of the payload; none before ``freeze()``.
  private(set) var guide = ImageGuide.none

  /// Zeroed pages for a payload of `count` bytes; nil where memory is short.
  init?(count: Int) {
    // No payload has more of anything than records of its size fit into it.
    let guideSize = ImageGuide.byteCount(
      secrets: count / SecretRecord.byteCount,
      scopes: min(count / ScopeRecord.byteCount, BundleLimits.resources * BundleLimits.levels),
      nodes: count / RouteNode.byteCount)
    let size = ImagePages.guideOffset(count) + guideSize
    guard let start = unsafe cpages_map(size) else { return nil }
    unsafe self.start = start
    self.count = count
    self.size = size
  }

  deinit {
    unsafe cpages_unmap(start, size)
  }

  /// Where the guide of a payload of `count` bytes stands: at the next cache line.
  private static func guideOffset(_ count: Int) -> Int { (count + 63) & ~63 }

  /// Where the payload goes.
  @unsafe
  var destination: UnsafeMutableBufferPointer<UInt8> {
    unsafe UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// The payload, which must not be used after the last reference is gone.
  @unsafe
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(destination) }

  /// Adds the guide of the payload, which was checked, and lets nobody write any more.
  func freeze() {
    let image = unsafe BundleImage(alreadyChecked: bytes.span)
    // Invariant: there is room for the guide of any payload of this size.
    guide = unsafe ImageGuide(of: image, in: start + ImagePages.guideOffset(count))
    unsafe cpages_freeze(start, size)
  }
}

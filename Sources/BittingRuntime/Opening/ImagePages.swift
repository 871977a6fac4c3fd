internal import AgeFile
internal import CPages

/// The memory of one payload, on pages of its own: written once, then read-only until the last reference goes.
@safe
final class ImagePages: @unchecked Sendable {
  // Invariant: nothing writes here after `init`, which is what `@unchecked Sendable` relies on.
  private let start: UnsafeMutableRawPointer
  private let count: Int

  /// `count` bytes as `fill` writes them; nil where memory is short.
  init?(count: Int, filling fill: (inout MutableSpan<UInt8>) throws(AgeFailure) -> Void) throws(AgeFailure) {
    guard let start = unsafe cpages_map(count) else { return nil }
    unsafe self.start = start
    self.count = count
    let bytes = unsafe UnsafeMutableBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: count)
    var span = unsafe bytes.mutableSpan
    // On a throw every stored property is set, so `deinit` gives the pages back.
    try fill(&span)
    unsafe cpages_freeze(start, count)
  }

  deinit {
    unsafe cpages_unmap(start, count)
  }

  /// The bytes, which must not be used after the last reference is gone.
  @unsafe
  var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }
}

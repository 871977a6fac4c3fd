import BittingRuntime
import Glibc

/// Address space without memory: whoever reads it is ended.
@safe
final class UnreadableBytes {
  private let bytes: UnsafeMutableRawBufferPointer

  init(count: Int) {
    let start = unsafe mmap(nil, count, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    unsafe bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  deinit {
    unsafe munmap(bytes.baseAddress, bytes.count)
  }

  /// Parses the bytes as a bundle.
  func parse() throws {
    _ = unsafe try SealedBundle(parsing: bytes.assumingMemoryBound(to: UInt8.self).span)
  }

  /// Parses the bytes as a revocation list.
  func parseRevocations() throws {
    _ = unsafe try SealedRevocations(parsing: bytes.assumingMemoryBound(to: UInt8.self).span)
  }
}

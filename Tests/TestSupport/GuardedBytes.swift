internal import Glibc

/// A copy of bytes that ends where the process may read no further: who reads past it is ended.
@safe
package final class GuardedBytes {
  private let pages: UnsafeMutableRawBufferPointer
  private let bytes: UnsafeMutableRawBufferPointer

  /// A copy of `source`.
  package convenience init(_ source: [UInt8]) {
    self.init(source.span)
  }

  /// A copy of `source`.
  package init(_ source: Span<UInt8>) {
    let page = 4_096
    let size = (source.count + page - 1) / page * page
    let start = unsafe mmap(nil, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    unsafe pages = UnsafeMutableRawBufferPointer(start: start, count: size + page)
    unsafe bytes = UnsafeMutableRawBufferPointer(rebasing: pages[(size - source.count)..<size])
    unsafe source.withUnsafeBytes { unsafe bytes.copyMemory(from: $0) }
    unsafe mprotect(pages.baseAddress! + size, page, PROT_NONE)
  }

  deinit {
    unsafe munmap(pages.baseAddress, pages.count)
  }

  /// The address of the first byte, for C; good for as long as the object is kept.
  @unsafe
  package var start: UnsafeMutableRawPointer? { unsafe bytes.baseAddress }

  /// Lends the bytes.
  package func withSpan<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(bytes.assumingMemoryBound(to: UInt8.self).span)
  }
}

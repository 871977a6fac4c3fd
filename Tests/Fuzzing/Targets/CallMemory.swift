internal import Glibc
internal import TestSupport

/// Memory that is handed to C for one call: bytes that end where nobody may read or write.
@safe
struct CallMemory {
  private let guarded: GuardedBytes?
  let count: Int

  /// A copy of `bytes`; nil is the null pointer.
  init(_ bytes: [UInt8]?) {
    guarded = bytes.map { GuardedBytes($0) }
    count = bytes?.count ?? 0
  }

  /// The address of the first byte.
  @unsafe
  var start: UnsafeMutableRawPointer? { unsafe guarded?.start }

  /// What stands there now.
  var bytes: [UInt8] { guarded?.withSpan { span in span.indices.map { span[$0] } } ?? [] }
}

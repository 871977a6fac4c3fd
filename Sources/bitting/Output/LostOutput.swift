internal import Glibc
internal import Synchronization

/// What standard output would not take: an answer that nobody got is none, so the program does not end as if it were one.
enum LostOutput {
  /// The system's number for why; 0 while all was written.
  private static let code = Atomic<Int32>(0)

  /// Takes note that a part of the answer could not be written, for the reason `errno` has.
  ///
  /// Who closed the other end of a pipe has seen what he wanted (`bitting check | head -1`).
  static func note(_ errno: Int32) {
    if errno != EPIPE { code.store(errno, ordering: .relaxed) }
  }

  /// Why the program failed; nil if all was written.
  static var failure: CommandFailure? {
    let code = code.load(ordering: .relaxed)
    guard code != 0 else { return nil }
    return .cannotTell("not all could be written to standard output: \(SystemError(code: code).message)")
  }
}

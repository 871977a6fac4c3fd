internal import CForking
internal import Foundation
internal import Glibc

/// A program that was started, until somebody waits for its end.
///
/// Not `Foundation.Process`: that notices an end by a socket that whatever is started at the same moment inherits too, so
/// a test may wait for the children of another. <https://github.com/swiftlang/swift-corelibs-foundation/issues/4795>
package struct Child: ~Copyable {
  /// The program cannot be started, or not be waited for, for a reason of `errno.h`.
  package struct Failure: Error {
    package let path: String
    package let code: Int32
  }

  /// The program did not end in time, and was killed.
  package struct Overdue: Error {
    package let path: String
  }

  private let path: String
  private let id: pid_t
  private let isLeader: Bool

  /// Starts the program at `path` in `folder`, with three open descriptors as its streams and no other, and no signal
  /// held back: threads that run tests hold most of them back, and what they start would do the same.
  ///
  /// Where it `leads` a group of its own, what it starts is killed with it.
  package init(
    _ path: String, _ arguments: [String], streams: [Int32], in folder: String? = nil, leads: Bool = true
  ) throws {
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe forking_start(&child, path, &words, folder, streams, leads ? 1 : 0)
    guard code == 0 else { throw Failure(path: path, code: code) }
    (self.path, id, isLeader) = (path, child, leads)
  }

  /// Waits until the program ends: its exit code, or the number of the signal that ended it.
  ///
  /// One that has not ended after `seconds` is killed: a test that hangs says nothing.
  package consuming func wait(seconds: Double = 600) throws -> Int32 {
    let end = Date(timeIntervalSinceNow: seconds)
    var (status, pause): (Int32, useconds_t) = (0, 100)
    while true {
      switch unsafe waitpid(id, &status, WNOHANG) {
      case id: return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
      case 0 where Date() > end:
        kill(isLeader ? -id : id, SIGKILL)
        unsafe waitpid(id, &status, 0)
        throw Overdue(path: path)
      case 0:
        usleep(pause)
        pause = min(2 * pause, 10_000)
      default: throw Failure(path: path, code: errno)
      }
    }
  }
}

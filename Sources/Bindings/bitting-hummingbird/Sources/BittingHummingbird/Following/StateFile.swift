internal import BittingRuntime
internal import BundleFormat
internal import Glibc
internal import KeyModel

/// The file that holds what was accepted.
struct StateFile: Sendable {
  let path: String

  /// Keeps other processes away for as long as it lives.
  struct Lock: ~Copyable {
    fileprivate let descriptor: Int32

    deinit { close(descriptor) }
  }

  /// Waits until no other process has the lock.
  func lock() throws(FollowingFailure) -> Lock {
    let descriptor = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unreadable(file: path + ".lock", errno: errno) }
    let lock = Lock(descriptor: descriptor)
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .unreadable(file: path + ".lock", errno: errno) }
    }
    return lock
  }

  /// What was accepted; nil if there is no such file. One that cannot be read is never taken for none.
  func mark() throws(FollowingFailure) -> HighWater? {
    guard let file = try OpenFile.ifThere(path) else { return nil }
    guard file.stamp.size <= StateFile.limit else { throw .invalidState(file: path) }
    let bytes = try file.bytes()
    guard let mark = HighWater(parsing: bytes.span) else { throw .invalidState(file: path) }
    return mark
  }

  /// A state has a line for each secret that was revoked, as a revocation list has.
  private static let limit = BundleLimits.revocationFileBytes

  /// Puts `mark` in the file's place, whole or not at all, so that it survives a crash.
  func write(_ mark: HighWater, holding lock: borrowing Lock) throws(OpenFailure) {
    let fresh = path + ".new"
    let descriptor = unsafe open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .stateUnwritable }
    let isWritten = StateFile.write(mark.bytes.span, to: descriptor)
    // Some file systems tell of a failure only here.
    guard close(descriptor) == 0, isWritten, unsafe rename(fresh, path) == 0 else { throw .stateUnwritable }
    try syncFolder()
  }

  private static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.extracting(done...).withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count >= 0 || errno == EINTR else { return false }
      done += max(count, 0)
    }
    return fsync(descriptor) == 0
  }

  private func syncFolder() throws(OpenFailure) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .stateUnwritable }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .stateUnwritable }
  }
}

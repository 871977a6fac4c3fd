internal import Glibc

/// A regular file, open for reading, with its stamp from before it is read.
final class OpenFile {
  let stamp: FileStamp
  private let path: String
  private let descriptor: Int32

  private init(_ descriptor: Int32, _ path: String, _ status: stat) {
    (self.descriptor, self.path) = (descriptor, path)
    stamp = FileStamp(status)
  }

  /// Opens the file at `path`; nil if there is none: a link that leads nowhere is something. Opening never waits, as it would
  /// for a pipe.
  static func ifThere(_ path: String) throws(FollowingFailure) -> OpenFile? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0 else {
      let failure = errno
      if failure == ENOENT, unsafe lstat(path, &status) != 0 { return nil }
      throw .unreadable(file: path, errno: failure)
    }
    let failure = unsafe fstat(descriptor, &status) == 0 ? 0 : errno
    let file = OpenFile(descriptor, path, status)
    guard failure == 0 else { throw .unreadable(file: path, errno: failure) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: path, errno: EINVAL) }
    return file
  }

  /// Opens the file at `path`, which has to be there.
  static func reading(_ path: String) throws(FollowingFailure) -> OpenFile {
    guard let file = try ifThere(path) else { throw .unreadable(file: path, errno: ENOENT) }
    return file
  }

  deinit { close(descriptor) }

  /// The bytes that it had when it was opened, or as many of them as are left.
  func bytes() throws(FollowingFailure) -> [UInt8] {
    var failure: FollowingFailure?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: stamp.size) { buffer, count in
      do throws(FollowingFailure) {
        count = try unsafe read(into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: stamp.size))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads until `buffer` is full or the file is at its end, and returns the count of bytes.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FollowingFailure) -> Int {
    var done = 0
    while done < buffer.count {
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      if count == 0 { break }
      guard count > 0 || errno == EINTR else { throw .unreadable(file: path, errno: errno) }
      done += max(count, 0)
    }
    return done
  }
}

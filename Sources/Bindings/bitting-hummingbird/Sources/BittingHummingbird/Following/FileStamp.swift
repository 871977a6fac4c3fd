internal import Glibc

/// What changes when a file does.
struct FileStamp: Hashable, Sendable {
  let size: Int
  private let device: UInt
  private let inode: UInt
  private let times: [Int]

  /// The stamp of a file with this status.
  init(_ status: stat) {
    size = Int(status.st_size)
    (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
    times = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
  }

  /// The stamp of the file at `path`; nil if there is none.
  init?(ifThere path: String) throws(FollowingFailure) {
    var status = stat()
    if unsafe stat(path, &status) != 0 {
      if errno == ENOENT { return nil }
      throw .unreadable(file: path, errno: errno)
    }
    self.init(status)
  }

  /// The stamp of the file at `path`, which has to be there.
  init(of path: String) throws(FollowingFailure) {
    guard let stamp = try FileStamp(ifThere: path) else { throw .unreadable(file: path, errno: ENOENT) }
    self = stamp
  }
}

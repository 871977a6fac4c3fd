internal import Glibc

/// Reads files.
enum FileReading {
  /// All bytes of the file at `path`, or of standard input for `-`, at most `limit` of them: `EFBIG` if there are more.
  static func bytes(_ path: String, limit: Int = 4 << 30, followingLinks: Bool = true) throws(SystemError) -> [UInt8] {
    if path == "-" { return try bytes(of: STDIN_FILENO, limit: limit) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw SystemError(code: EISDIR) }
    guard status.st_size <= limit else { throw SystemError(code: EFBIG) }
    // Opening must not wait for somebody to write into a pipe; reading waits for whoever does.
    guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) == 0 else { throw .last }
    return try bytes(of: descriptor, limit: limit, expecting: Int(status.st_size))
  }

  /// What is left to read of `descriptor`, probably `count` bytes; `EFBIG` if that is more than `limit`.
  static func bytes(of descriptor: Int32, limit: Int, expecting count: Int = 0) throws(SystemError) -> [UInt8] {
    // One byte more than there is room for would tell that there is more.
    let fits = (1...limit).contains(count)
    var bytes = try chunk(of: descriptor, fits ? count + 1 : 4_096)
    // More was asked for, and there was just what was expected: it need not be asked again whether that is the end.
    if fits, bytes.count == count { return bytes }
    while bytes.count <= limit {
      let next = try chunk(of: descriptor, 4_096)
      if next.isEmpty { return bytes }
      bytes += next
    }
    throw SystemError(code: EFBIG)
  }

  /// Up to `room` bytes; none at the end.
  private static func chunk(of descriptor: Int32, _ room: Int) throws(SystemError) -> [UInt8] {
    while true {
      var got = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        got = unsafe read(descriptor, buffer.baseAddress, room)
        filled = max(got, 0)
      }
      if got >= 0 { return chunk }
      guard errno == EINTR else { throw .last }
    }
  }
}

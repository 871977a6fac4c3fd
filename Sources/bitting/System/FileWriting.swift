internal import Glibc

/// Writes files so that a reader sees the old bytes or the new, never a part.
enum FileWriting {
  /// Puts `bytes` in the place of the file at `path`: a temporary file beside it, fsync, rename, fsync of the folder.
  ///
  /// A device or a pipe is written to: `/dev/null` and `/dev/stdout` are everybody's, and stay what they are.
  static func replace(_ path: String, with bytes: Span<UInt8>, mode: mode_t = 0o644) throws(SystemError) {
    try FileReplacement(path, with: bytes, mode: mode).finish()
  }

  /// Whether at `path`, or where a symbolic link there leads, is something that is no file and no folder.
  static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  static func write(_ bytes: Span<UInt8>, toSpecial path: String) throws(SystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try write(bytes, to: descriptor)
  }

  /// Makes the file at `path`, which must not exist; a symbolic link there is not followed.
  ///
  /// Everything is written and flushed, or the file is removed again.
  static func create(_ path: String, with bytes: Span<UInt8>, mode: mode_t = 0o644) throws(SystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    do throws(SystemError) {
      // The umask may only take away; a secret's file is 0600 whatever it says.
      guard mode & 0o077 != 0 || fchmod(descriptor, mode) == 0 else { throw SystemError.last }
      try write(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw SystemError.last }
    } catch {
      unsafe unlink(path)
      throw error
    }
  }

  /// Makes the file at `path`, which only its owner may read: 0600.
  static func createSecret(_ path: String, with bytes: Span<UInt8>) throws(SystemError) {
    try create(path, with: bytes, mode: 0o600)
    try synchronizeFolder(of: path)
  }

  /// Makes the folder at `path` and those above it.
  static func createFolder(_ path: String) throws(SystemError) {
    guard let trouble = makeFolder(path) else { return }
    guard trouble.isMissing, let parent = FilePath.parent(path) else { throw trouble }
    try createFolder(parent)
    if let trouble = makeFolder(path) { throw trouble }
  }

  /// Why there is no folder at `path`; nil if there is one now.
  private static func makeFolder(_ path: String) -> SystemError? {
    if unsafe mkdir(path, 0o755) == 0 { return nil }
    let trouble = SystemError.last
    guard trouble.code == EEXIST else { return trouble }
    return FilePath.isFolder(path) ? nil : SystemError(code: ENOTDIR)
  }

  /// Writes all of `bytes` to an open file.
  static func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.extracting(written..<bytes.count)
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .last }
      written += count
    }
  }

  static func synchronizeFolder(of path: String) throws(SystemError) {
    let descriptor = unsafe open(FilePath.parent(path) ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last }
  }
}

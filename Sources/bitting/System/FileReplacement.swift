internal import Glibc
internal import Sodium

/// A file that is written and flushed, beside the one whose place it is to take.
///
/// Who makes several files writes all of them before the first one changes.
struct FileReplacement: Sendable {
  private let path: String
  private let content: Content

  private enum Content: Sendable {
    /// The file at the path.
    case temporary(String)
    /// What goes to a device or a pipe, which stay what they are.
    case bytes([UInt8])
  }

  /// Writes `bytes` to a temporary file beside `path`; to nothing yet, if there is a device or a pipe.
  init(_ path: String, with bytes: Span<UInt8>, mode: mode_t = 0o644) throws(SystemError) {
    self.path = path
    guard !FileWriting.isSpecial(path) else {
      content = .bytes(bytes.array)
      return
    }
    let temporary = "\(path).\(getpid()).tmp"
    try FileWriting.create(temporary, with: bytes, mode: mode)
    content = .temporary(temporary)
  }

  /// Puts the file in its place, and flushes the folder.
  func finish() throws(SystemError) {
    switch content {
    case .bytes(let bytes): try FileWriting.write(bytes.span, toSpecial: path)
    case .temporary(let temporary):
      guard unsafe rename(temporary, path) == 0 else {
        let error = SystemError.last
        discard()
        throw error
      }
      try FileWriting.synchronizeFolder(of: path)
    }
  }

  /// Removes the temporary file, if it is still there.
  func discard() {
    if case .temporary(let temporary) = content { unsafe unlink(temporary) }
  }
}

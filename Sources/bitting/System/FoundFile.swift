internal import BittingCompiler
internal import Glibc
internal import Synchronization

/// A folder that stays open for as long as somebody may still read a file of it.
final class OpenFolder: Sendable {
  let descriptor: Int32

  /// The folder `name` in the folder `parent`; nil, with the reason in `errno`, if it cannot be opened.
  init?(_ name: [CChar], in parent: Int32) {
    descriptor = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// What is in it, to be closed by the caller; nil, with the reason in `errno`, if it cannot be listed.
  func list() -> OpaquePointer? {
    let own = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return own < 0 ? nil : unsafe fdopendir(own)
  }
}

/// A regular file of a tree, found by its name, which may have been given to something else since.
final class FoundFile: Sendable {
  private let name: [CChar]
  private let folder: OpenFolder
  /// What was read the first time.
  private let first = Mutex<FileIdentity?>(nil)

  init(_ name: [CChar], in folder: OpenFolder) {
    self.name = name
    self.folder = folder
  }

  /// What stands there; nothing readable, if another file was read there before, or the same one with other bytes.
  @Sendable func read() -> RepositoryTree.Content {
    let descriptor = unsafe openat(folder.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .unreadable(reason: SystemError.last.message) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .unreadable(reason: SystemError.last.message) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .irregular(kind: TreeReader.kind(status.st_mode)) }
    let identity = FileIdentity(status)
    let known = first.withLock { first in
      first = first ?? identity
      return first
    }
    guard known == identity else { return .unreadable(reason: "it was changed in the meantime") }
    guard status.st_size <= RepositoryTree.maximumFileSize else { return .tooLarge }
    do {
      let limit = RepositoryTree.maximumFileSize
      return .file(try FileReading.bytes(of: descriptor, limit: limit, expecting: Int(status.st_size)))
    } catch {
      return error.code == EFBIG ? .tooLarge : .unreadable(reason: error.message)
    }
  }
}

/// What changes when a file is written to or another one takes its name, as far as the system tells.
private struct FileIdentity: Equatable {
  private let device: dev_t
  private let inode: ino_t
  private let size: off_t
  private let modified: (Int, Int)
  private let changed: (Int, Int)

  init(_ status: stat) {
    (device, inode, size) = (status.st_dev, status.st_ino, status.st_size)
    modified = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    changed = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }

  static func == (one: FileIdentity, other: FileIdentity) -> Bool {
    (one.device, one.inode, one.size) == (other.device, other.inode, other.size)
      && one.modified == other.modified && one.changed == other.changed
  }
}

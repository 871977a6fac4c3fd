internal import BittingCompiler
internal import Glibc

/// Reads `keys/` and `policies/` of a working tree.
///
/// Nothing is followed: every name is opened relative to the folder it was found in, and only if it is a regular file
/// or a folder, so that a link can neither lead outside nor show what it points to.
struct TreeReader {
  private var entries: [RepositoryTree.Entry] = []
  private let workers: Workers

  private init(_ workers: Workers) {
    self.workers = workers
  }

  /// The tree below `root`.
  static func read(_ root: String, on workers: Workers = .all) throws(SystemError) -> RepositoryTree {
    let descriptor = unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var reader = TreeReader(workers)
    let present = RepositoryTree.folders.filter { reader.readTop($0, in: descriptor) }
    return RepositoryTree(entries: reader.entries, presentFolders: present)
  }

  /// Reads one of the two folders; false if it is not there.
  private mutating func readTop(_ name: String, in root: Int32) -> Bool {
    var status = stat()
    guard unsafe fstatat(root, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      let error = SystemError.last
      // Only what is not there is missing; all else may be there.
      if !error.isMissing { add(name, .unreadable(reason: error.message)) }
      return !error.isMissing
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      add(name, .irregular(kind: TreeReader.kind(status.st_mode)))
      return true
    }
    readFolder(Array(name.utf8CString), at: name, in: root, depth: 0)
    return true
  }

  private mutating func readFolder(_ name: [CChar], at path: String, in parent: Int32, depth: Int) {
    guard depth < 64 else { return add(path, .unreadable(reason: "the folders are nested too deeply")) }
    let descriptor = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let folder = unsafe fdopendir(descriptor) else {
      return add(path, .unreadable(reason: SystemError.last.message))
    }
    defer { unsafe closedir(folder) }
    var files: [(name: [CChar], path: String)] = []
    while let entry = unsafe next(in: folder, at: path) {
      let name = unsafe TreeReader.name(of: entry)
      let text = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text != ".", text != ".." else { continue }
      let path = "\(path)/\(text)"
      switch TreeReader.kind(of: name, in: descriptor) {
      case .success(S_IFDIR): readFolder(name, at: path, in: descriptor, depth: depth + 1)
      case .success(S_IFREG): if TreeReader.isDeclaration(path) { files.append((name, path)) }
      case .success(let kind): add(path, .irregular(kind: TreeReader.kind(kind)))
      case .failure(let error): add(path, .unreadable(reason: error.message))
      }
    }
    read(files, in: descriptor)
  }

  /// The next name in a folder; nil at its end, and where it cannot be read on.
  private mutating func next(in folder: OpaquePointer, at path: String) -> UnsafeMutablePointer<dirent>? {
    errno = 0
    let entry = unsafe readdir(folder)
    if unsafe entry == nil, errno != 0 { add(path, .unreadable(reason: SystemError.last.message)) }
    return unsafe entry
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [CChar] {
    unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
      unsafe name.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0]
    }
  }

  private static func kind(of name: [CChar], in parent: Int32) -> Result<mode_t, SystemError> {
    var status = stat()
    guard unsafe fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .failure(.last) }
    return .success(status.st_mode & S_IFMT)
  }

  /// Reads the files of one folder, several at a time where they are many.
  private mutating func read(_ files: [(name: [CChar], path: String)], in parent: Int32) {
    let workers = files.count < 32 ? Workers(1) : workers
    let contents = workers.map(files.count) { TreeReader.content(files[$0].name, in: parent) }
    for (file, content) in zip(files, contents) { add(file.path, content) }
  }

  private mutating func add(_ path: String, _ content: RepositoryTree.Content) {
    entries.append(RepositoryTree.Entry(path: path, content: content))
  }

  private static func isDeclaration(_ path: String) -> Bool {
    path.utf8.count > 5
      && (path.utf8.suffix(5).elementsEqual(".yaml".utf8) || path.utf8.suffix(4).elementsEqual(".yml".utf8))
  }

  private static func content(_ name: [CChar], in parent: Int32) -> RepositoryTree.Content {
    let descriptor = unsafe openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .unreadable(reason: SystemError.last.message) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .unreadable(reason: SystemError.last.message) }
    // The name may have been given to something else since it was looked at.
    guard status.st_mode & S_IFMT == S_IFREG else { return .irregular(kind: kind(status.st_mode)) }
    guard status.st_size <= RepositoryTree.maximumFileSize else { return .tooLarge }
    do {
      let limit = RepositoryTree.maximumFileSize
      return .file(try FileReading.bytes(of: descriptor, limit: limit, expecting: Int(status.st_size)))
    } catch {
      return error.code == EFBIG ? .tooLarge : .unreadable(reason: error.message)
    }
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFLNK: "a symbolic link"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFREG: RepositoryTree.regularFile
    default: "something unknown"
    }
  }
}

internal import BittingCompiler
internal import Glibc

/// Reads `keys/` and `policies/` of a working tree.
///
/// Nothing is followed: every name is opened relative to the folder it was found in, and only if it is a regular file
/// or a folder, so that a link can neither lead outside nor show what it points to.
struct TreeReader {
  private var entries: [RepositoryTree.Entry] = []
  /// How many folders stay open for files that are read later.
  private var openFolders = 0

  /// So many may stay open; files of further ones are read at once.
  private static let openFolderLimit = 256
  /// Fewer files than this are read at once: they take less memory than it takes to come back to them.
  private static let fewFiles = 64

  /// The tree below `root`, with all its files.
  static func read(_ root: String) throws(SystemError) -> RepositoryTree { try list(root).held() }

  /// The tree below `root`; of many files the names only, and what they hold when it is asked for.
  static func list(_ root: String) throws(SystemError) -> RepositoryTree {
    let descriptor = unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var reader = TreeReader()
    let present = RepositoryTree.folders.filter { reader.listTop($0, in: descriptor) }
    let tree = RepositoryTree(entries: reader.entries, presentFolders: present)
    return tree.entries.count < fewFiles ? tree.held(on: Workers(1)) : tree
  }

  /// Lists one of the two folders; false if it is not there.
  private mutating func listTop(_ name: String, in root: Int32) -> Bool {
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
    listFolder(Array(name.utf8CString), at: Array(name.utf8), in: root, depth: 0)
    return true
  }

  /// Lists the folder `name` of `parent`, whose path is `path`, in bytes.
  private mutating func listFolder(_ name: [CChar], at path: [UInt8], in parent: Int32, depth: Int) {
    guard depth < 64 else { return add(path, .unreadable(reason: "the folders are nested too deeply")) }
    guard let folder = OpenFolder(name, in: parent), let list = unsafe folder.list() else {
      return add(path, .unreadable(reason: SystemError.last.message))
    }
    defer { unsafe closedir(list) }
    let staysOpen = openFolders < TreeReader.openFolderLimit
    var hasFiles = false
    while let entry = unsafe next(in: list, at: path) {
      let name = unsafe TreeReader.name(of: entry)
      guard !TreeReader.isDots(name) else { continue }
      let path = TreeReader.path(of: name, in: path)
      switch unsafe TreeReader.kind(of: name, entry.pointee.d_type, in: folder.descriptor) {
      case .success(S_IFDIR): listFolder(name, at: path, in: folder.descriptor, depth: depth + 1)
      case .success(S_IFREG) where !TreeReader.isDeclaration(path): continue
      case .success(S_IFREG):
        let file = StoredFile(FoundFile(name, in: folder).read)
        add(path, staysOpen ? .stored(file) : file.read())
        hasFiles = true
      case .success(let kind): add(path, .irregular(kind: TreeReader.kind(kind)))
      case .failure(let error): add(path, .unreadable(reason: error.message))
      }
    }
    if staysOpen && hasFiles { openFolders += 1 }
  }

  /// The next name in a folder; nil at its end, and where it cannot be read on.
  private mutating func next(in folder: OpaquePointer, at path: [UInt8]) -> UnsafeMutablePointer<dirent>? {
    errno = 0
    let entry = unsafe readdir(folder)
    if unsafe entry == nil, errno != 0 { add(path, .unreadable(reason: SystemError.last.message)) }
    return unsafe entry
  }

  /// The name in a list, with the zero byte at its end.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [CChar] {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
      unsafe name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) { name in
        unsafe Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
      }
    }
  }

  /// Whether `name` is that of a folder itself or of the one above.
  private static func isDots(_ name: [CChar]) -> Bool {
    name[0] == 0x2E && (name.count == 2 || name.count == 3 && name[1] == 0x2E)
  }

  /// The path of `name` in the folder whose path is `folder`.
  private static func path(of name: [CChar], in folder: [UInt8]) -> [UInt8] {
    var path: [UInt8] = []
    path.reserveCapacity(folder.count + name.count)
    path += folder
    path.append(0x2F)
    for byte in name.dropLast() { path.append(UInt8(bitPattern: byte)) }
    return path
  }

  /// What stands at `name`; most file systems say so in the list itself.
  private static func kind(of name: [CChar], _ listed: UInt8, in parent: Int32) -> Result<mode_t, SystemError> {
    if listed == UInt8(DT_REG) { return .success(S_IFREG) }
    if listed == UInt8(DT_DIR) { return .success(S_IFDIR) }
    var status = stat()
    guard unsafe fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .failure(.last) }
    return .success(status.st_mode & S_IFMT)
  }

  private mutating func add(_ path: [UInt8], _ content: RepositoryTree.Content) {
    add(String(decoding: path, as: UTF8.self), content)
  }

  private mutating func add(_ path: String, _ content: RepositoryTree.Content) {
    entries.append(RepositoryTree.Entry(path: path, content: content))
  }

  private static func isDeclaration(_ path: [UInt8]) -> Bool {
    path.count > 5 && (ends(path, with: ".yaml") || ends(path, with: ".yml"))
  }

  private static func ends(_ path: [UInt8], with ending: StaticString) -> Bool {
    let start = path.count - ending.utf8CodeUnitCount
    for index in start..<path.count where unsafe path[index] != ending.utf8Start[index - start] { return false }
    return true
  }

  /// The word for something that is no regular file and no folder.
  static func kind(_ mode: mode_t) -> String {
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

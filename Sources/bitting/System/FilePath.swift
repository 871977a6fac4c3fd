internal import Glibc

/// Paths as text, with `/` between their parts.
enum FilePath {
  /// `name` below `folder`; `name` itself if it begins at the file system's root.
  static func join(_ folder: String, _ name: String) -> String {
    if name.utf8.first == 0x2F || folder.isEmpty { return name }
    return folder.utf8.last == 0x2F ? folder + name : "\(folder)/\(name)"
  }

  /// The folder that `path` stands in; nil for a bare name.
  static func parent(_ path: String) -> String? {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether there is anything at `path`.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Whether there is a folder at `path`.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The working directory.
  static var current: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// The path of what `path` leads to, from the file system's root and without links; nil if there is nothing.
  static func real(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// How `path` reads from `folder`, both from ``real(_:)``; nil for one that is not below it.
  static func relative(_ path: String, to folder: String) -> String? {
    if path.utf8.elementsEqual(folder.utf8) { return "" }
    let start = folder.utf8.last == 0x2F ? folder : folder + "/"
    guard path.utf8.starts(with: start.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }
}

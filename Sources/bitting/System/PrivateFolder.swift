internal import Glibc

/// A new folder for files that only this run needs; it goes with everything in it when the last reference does.
final class PrivateFolder: Sendable {
  private let folder: String
  private let names = ["index", "index.lock"]

  /// A folder that only this user can enter.
  init() throws {
    let parent = Environment.value("TMPDIR") ?? "/tmp"
    var template = Array(FilePath.join(parent, "bitting-XXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw CommandFailure.cannotTell("no folder can be made in `\(parent)`: \(SystemError.last.message)")
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Where the file `name` is, or would be.
  func path(_ name: String) -> String { FilePath.join(folder, name) }

  deinit {
    for name in names { unsafe unlink(path(name)) }
    unsafe rmdir(folder)
  }
}

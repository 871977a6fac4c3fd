internal import Glibc

/// What the operating system says went wrong.
struct SystemError: Error {
  let code: Int32

  /// The error of the call that failed last.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's words for it, such as `No such file or directory`.
  var message: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  var isMissing: Bool { code == ENOENT }

  var isExisting: Bool { code == EEXIST }
}

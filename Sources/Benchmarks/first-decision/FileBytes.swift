import CPages
import Glibc

/// The bytes of a file, on huge pages where the system has them: to fill small ones takes longer than to read the file.
@safe
final class FileBytes {
  private let start: UnsafeMutableRawPointer
  private let count: Int

  /// All of the file at `path`; nil if it is empty or cannot be read.
  init?(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, let start = unsafe cpages_map(Int(status.st_size)) else { return nil }
    unsafe self.start = start
    count = Int(status.st_size)
    var done = 0
    while done < count {
      let step = unsafe read(descriptor, start + done, count - done)
      guard step > 0 else { return nil }
      done += step
    }
  }

  deinit {
    unsafe cpages_unmap(start, count)
  }

  /// The bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let bytes = unsafe UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
      return unsafe _overrideLifetime(bytes.span, borrowing: self)
    }
  }
}

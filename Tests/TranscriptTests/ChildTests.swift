internal import Foundation
internal import TestSupport
internal import Testing

/// What tests start must end, and be noticed when it does.
struct ChildTests {
  @Test(arguments: [("exit 3", 3), ("kill -TERM $$", 15), ("kill -ALRM $$", 14), ("sleep 9 & exit 4", 4)])
  func tellsHowItEnded(_ script: String, _ status: Int32) throws {
    let nothing = try FileHandle(forUpdating: URL(fileURLWithPath: "/dev/null"))
    let child = try Child(
      "/bin/sh", ["-c", script], streams: [Int32](repeating: nothing.fileDescriptor, count: 3))
    try nothing.close()
    let end = try child.wait(seconds: 60)
    #expect(end == status)
  }

  @Test func killsWhatDoesNotEndWithAllThatItStarted() throws {
    let output = Pipe()
    let (reading, writing) = (output.fileHandleForReading, output.fileHandleForWriting)
    let child = try Child(
      "/bin/sh", ["-c", "sleep 600; true"], streams: [Int32](repeating: writing.fileDescriptor, count: 3))
    try writing.close()
    var isOverdue = false
    do { _ = try child.wait(seconds: 0.1) } catch is Child.Overdue { isOverdue = true }
    #expect(isOverdue)
    // It ends when nobody is left who could write.
    var end = pollfd(fd: reading.fileDescriptor, events: 0, revents: 0)
    #expect(unsafe poll(&end, 1, 10_000) == 1 && end.revents & Int16(POLLHUP) != 0)
  }
}

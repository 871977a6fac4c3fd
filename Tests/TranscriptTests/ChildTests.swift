internal import Foundation
internal import TestSupport
internal import Testing

/// What tests start must end, and be noticed when it does.
struct ChildTests {
  private func run(_ script: String, seconds: Double) throws -> Int32 {
    let nothing = try FileHandle(forUpdating: URL(fileURLWithPath: "/dev/null"))
    let child = try Child(
      "/bin/sh", ["-c", script], streams: [Int32](repeating: nothing.fileDescriptor, count: 3))
    defer { try? nothing.close() }
    return try child.wait(seconds: seconds)
  }

  @Test(arguments: [("exit 3", 3), ("kill -TERM $$", 15), ("kill -ALRM $$", 14), ("sleep 9 & exit 4", 4)])
  func tellsHowItEnded(_ script: String, _ status: Int32) throws {
    #expect(try run(script, seconds: 60) == status)
  }

  @Test func killsWhatDoesNotEndWithAllThatItStarted() throws {
    #expect(throws: Child.Overdue.self) { try run("sleep 600; true", seconds: 0.1) }
  }
}

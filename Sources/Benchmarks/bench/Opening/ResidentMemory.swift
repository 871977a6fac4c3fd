import Foundation

/// What of this process is in memory.
enum ResidentMemory {
  /// The bytes of memory that is this process's own, as the system counts them.
  static var bytes: Int {
    get throws {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
      let words = line?.split(whereSeparator: \.isWhitespace) ?? []
      guard words.count == 3, let kilobytes = Int(words[1]) else {
        throw ChildProcess.Failure(description: "`/proc/self/status` does not tell what is resident")
      }
      return kilobytes * 1_024
    }
  }
}

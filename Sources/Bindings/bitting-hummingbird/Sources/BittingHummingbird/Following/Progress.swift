internal import BittingRuntime

/// How far an authorizer has followed its files.
struct Progress {
  /// What the last file that was taken has left.
  private(set) var mark: HighWater
  /// How files were when they were taken.
  private(set) var seen: [String: FileStamp] = [:]
  /// Files that could not be put in force.
  var failed: [String: FailedFile] = [:]

  /// A file that failed, and how many looks at it are left out until the next try.
  struct FailedFile {
    let stamp: FileStamp?
    let pause: Int
    var rest: Int
  }

  /// After `taken`, of the file at `path`.
  init(_ taken: FollowedFiles.Taken, of path: String) {
    mark = taken.mark
    seen[path] = taken.stamp
  }

  /// Notes that the file at `path` was put in force.
  mutating func note(_ taken: FollowedFiles.Taken, of path: String) {
    mark = taken.mark
    seen[path] = taken.stamp
  }

  /// Notes that the file at `path`, as it is, cannot be put in force.
  mutating func noteFailure(of path: String) {
    let stamp = try? FileStamp(of: path)
    let former = failed[path].flatMap { $0.stamp == stamp ? $0 : nil }
    let pause = former.map { min(2 * $0.pause, 64) } ?? 1
    failed[path] = FailedFile(stamp: stamp, pause: pause, rest: pause)
  }

  /// Whether it is too early to try the file at `path` again; counts the look.
  mutating func isHopeless(_ path: String) -> Bool {
    guard let file = failed[path], file.stamp == (try? FileStamp(of: path)) else { return false }
    failed[path]?.rest -= 1
    return file.rest > 1
  }
}

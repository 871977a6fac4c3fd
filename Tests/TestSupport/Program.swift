internal import Foundation

/// Runs other programs, found by name on the path.
package enum Program {
  /// What a program left behind.
  package struct Outcome: Sendable {
    /// Its exit code, or the number of the signal that ended it.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: [UInt8]
    /// What it wrote to standard error, as text.
    package let errors: String
  }

  /// No program of this name is installed.
  package struct NotInstalled: Error {
    package let name: String
  }

  /// Whether all of these are installed.
  package static func areInstalled(_ names: String...) -> Bool {
    names.allSatisfy { path(of: $0) != nil }
  }

  /// Runs `name` with `arguments`, `input` on its standard input, in `folder` where one is given, and waits for it.
  ///
  /// Its streams are files, so neither side waits for the other whatever the sizes.
  package static func run(
    _ name: String, _ arguments: [String], input: [UInt8] = [], in folder: TemporaryFolder? = nil
  ) throws -> Outcome {
    guard let path = path(of: name) else { throw NotInstalled(name: name) }
    let streams = try TemporaryFolder()
    try streams.write(input, to: "input")
    try streams.write([], to: "output")
    try streams.write([], to: "errors")
    let (read, write) = (FileHandle.init(forReadingFrom:), FileHandle.init(forWritingTo:))
    let handles = try [
      read(streams.url.appendingPathComponent("input")), write(streams.url.appendingPathComponent("output")),
      write(streams.url.appendingPathComponent("errors")),
    ]
    let child = try Child(path, arguments, streams: handles.map(\.fileDescriptor), in: folder?.url.path)
    for handle in handles { try handle.close() }
    let status = try child.wait()
    return Outcome(
      status: status, output: try streams.read("output"),
      errors: String(decoding: try streams.read("errors"), as: UTF8.self))
  }

  private static func path(of name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

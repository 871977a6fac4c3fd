import Foundation
import TestSupport

/// The Python programs of `.ci/python-tools`.
enum PythonTools {
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  /// The interpreter that finds their packages; nil if they are not installed.
  static let python: String? = {
    let path = checkout.appending(path: ".build/python-tools").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path + "/installed") ? path + "/bin/python" : nil
  }()

  /// Runs one of `Readers` over `folder`.
  static func read(_ folder: TemporaryFolder, with reader: String) throws -> Program.Outcome {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Readers/\(reader)")
    return try Program.run("env", [python ?? "python3", "-I", script.path, folder.url.path])
  }
}

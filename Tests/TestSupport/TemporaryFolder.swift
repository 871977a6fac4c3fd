package import Foundation

/// An empty folder for one test, removed with everything in it when the last reference goes.
package final class TemporaryFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// A new folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("bitting-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of `name` in the folder, whether it is there or not.
  package func path(_ name: String) -> String {
    url.appendingPathComponent(name).path
  }

  /// Writes `bytes` to `name`, and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// The bytes of `name`.
  package func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

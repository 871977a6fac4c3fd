internal import BittingRuntime
internal import BundleFormat

/// Reads a bundle's file.
enum BundleFile {
  /// All bytes of the file at `path`, which is no larger than a bundle may be.
  static func read(_ path: String) throws -> [UInt8] {
    do {
      return try FileReading.bytes(path, limit: BundleLimits.fileBytes)
    } catch {
      throw CommandFailure.unreadable(path, error)
    }
  }
}

extension CommandFailure {
  /// A bundle that does not open.
  static func notOpened(_ path: String, _ failure: OpenFailure) -> CommandFailure {
    let name = failure.name.description
    let summary = OpenFailurePages.summaries.first { $0.0 == name }?.1 ?? name
    return .cannotTell("`\(path)` does not open (\(name)): \(summary)", hint: "`bitting explain \(name)` says more")
  }
}

internal import BittingRuntime
internal import BundleFormat
internal import Glibc

/// A file that a service would not take.
struct FileRefusal: Error {
  let path: String
  let failure: OpenFailure
  /// What the file is instead of what was wanted, where that is known.
  var hint: String?
}

/// Reads the file of a bundle or of a revocation list.
enum BundleFile {
  /// All bytes of the file at `path`; a refusal if they are more than `limit`, of which none is read.
  static func read(_ path: String, limit: Int = BundleLimits.fileBytes) throws -> [UInt8] {
    do {
      return try FileReading.bytes(path, limit: limit)
    } catch  where error.code == EFBIG {
      throw FileRefusal(path: path, failure: .tooLarge)
    } catch {
      throw CommandFailure.unreadable(path, error)
    }
  }
}

extension CommandFailure {
  /// A bundle that does not open.
  static func notOpened(_ path: String, _ failure: OpenFailure, hint: String? = nil) -> CommandFailure {
    let name = failure.name.description
    let summary = OpenFailurePages.summaries.first { $0.0 == name }?.1 ?? name
    return .cannotTell(
      "`\(path)` does not open (\(name)): \(summary)",
      hint: hint ?? "`bitting explain \(name)` says more")
  }
}

internal import BittingCompiler
internal import BundleWriting
internal import Diagnostics
internal import Foundation
internal import KeyModel

/// Declarations as a vector has them: the shared shop, and what differs from it.
struct VectorTree {
  private let files: [String: [UInt8]]

  /// The shop that all vectors share.
  init() throws {
    let root = VectorFile.root.appendingPathComponent("v1/shop").standardized
    var files: [String: [UInt8]] = [:]
    for folder in RepositoryTree.folders {
      let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
      while let name = names?.nextObject() as? String {
        guard name.hasSuffix(".yaml") else { continue }
        files["\(folder)/\(name)"] = [UInt8](try Data(contentsOf: root.appendingPathComponent("\(folder)/\(name)")))
      }
    }
    self.files = files
  }

  private init(files: [String: [UInt8]]) {
    self.files = files
  }

  /// The same with `changes`.
  func changed(by changes: [String: FileChange]?) throws -> VectorTree {
    var files = files
    for (path, change) in changes ?? [:] {
      switch change {
      case .lines(let lines): files[path] = Array((lines.joined(separator: "\n") + "\n").utf8)
      case .removed:
        guard files.removeValue(forKey: path) != nil else { throw MakingFailure("there is no `\(path)` to remove") }
      }
    }
    return VectorTree(files: files)
  }

  /// The catalog, in which no rule finds an error at `instant`: a bundle could be built of it.
  func catalog(at instant: Instant) throws -> CheckedCatalog {
    let entries = files.map { RepositoryTree.Entry(path: $0.key, content: .file($0.value)) }
    let checked = Checker.check(
      RepositoryTree(entries: entries, presentFolders: RepositoryTree.folders), at: instant, on: Workers(1))
    guard let catalog = checked.checkedCatalog else {
      let errors = checked.findings.filter { $0.severity == .error }
      throw MakingFailure(
        errors.map { "\($0.rule): \($0.message)" }.joined(separator: "; "))
    }
    return catalog
  }
}

extension CheckedCatalog {
  /// The environments of the secrets and tombstones that have a handle. A tombstone is of its key's; one of a key that is
  /// not there any more is taken to be of `live`.
  func environments() throws -> [Handle: EnvironmentName] {
    var known: [Handle: EnvironmentName] = [:]
    func take(_ handle: Handle?, _ environment: EnvironmentName?) throws {
      guard let handle else { return }
      guard let environment = environment ?? EnvironmentName("live"), known[handle] ?? environment == environment
      else { throw MakingFailure("handle `\(handle)` is of two environments") }
      known[handle] = environment
    }
    for key in catalog.keys {
      for secret in key.declaration.secrets { try take(secret.handle?.value, key.environment) }
    }
    for tombstone in catalog.tombstones {
      let key = catalog.keys.first { $0.id == tombstone.key.value }
      try take(tombstone.handle?.value, key?.environment)
    }
    return known
  }
}

extension BundleContent {
  /// The content with the digests of the workshop's tokens in the place of those that are declared. What has no handle
  /// came from elsewhere, and has the digest of a text that vectors show.
  func standingIn(_ environments: [Handle: EnvironmentName], _ workshop: Workshop) -> BundleContent {
    func digest(_ handle: Handle?, _ declared: TokenDigest) -> TokenDigest {
      guard let handle, let environment = environments[handle] else { return declared }
      return Workshop.digest(of: workshop.token(handle, environment))
    }
    var content = self
    for key in content.keys.indices {
      for index in content.keys[key].secrets.indices {
        let secret = content.keys[key].secrets[index]
        content.keys[key].secrets[index].digest = digest(secret.handle, secret.digest)
      }
    }
    for index in content.tombstones.indices {
      let tombstone = content.tombstones[index]
      content.tombstones[index].digest = digest(tombstone.handle, tombstone.digest)
    }
    return content
  }
}

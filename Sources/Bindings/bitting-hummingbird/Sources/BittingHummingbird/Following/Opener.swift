internal import AgeFile
internal import BittingRuntime
internal import Glibc
internal import KeyModel
internal import Minisign

/// Who a service is, whom it trusts, and what opens its bundles.
struct Opener: Sendable {
  let audience: Audience
  let trust: Trust
  let identities: [AgeIdentity]

  /// From options as a host has them; `identity` is the path of a file.
  init(
    service: String, environment: String, identity: String, signers: [String], threshold: Int
  ) throws(FollowingFailure) {
    guard let name = Name(service) else { throw .invalidService(service) }
    guard let environmentName = EnvironmentName(environment) else { throw .invalidEnvironment(environment) }
    audience = Audience(service: name, environment: environmentName)
    trust = try Opener.trust(signers, threshold)
    identities = try Opener.identities(in: identity)
  }

  /// Each of `signers` is a key's line, or the text of its file.
  private static func trust(_ signers: [String], _ threshold: Int) throws(FollowingFailure) -> Trust {
    var keys: [MinisignPublicKey] = []
    for line in signers.flatMap({ $0.utf8.split(separator: 0x0A) }) {
      if line.starts(with: "untrusted comment:".utf8) { continue }
      guard let key = try? MinisignPublicKey(line: Array(line).span) else { throw .invalidSigners }
      keys.append(key)
    }
    guard let trust = Trust(keys, threshold: threshold) else { throw .invalidSigners }
    return trust
  }

  /// The text is wiped; the identities are in guarded memory.
  private static func identities(in path: String) throws(FollowingFailure) -> [AgeIdentity] {
    // What is wrong with a file is told with its path.
    guard !holdsIdentity(path) else { throw .identityForPath }
    let file = try OpenFile.reading(path)
    let text = UnsafeMutableRawBufferPointer.allocate(byteCount: AgeLimits.identityFileByteCount + 1, alignment: 1)
    defer {
      if let address = text.baseAddress { unsafe explicit_bzero(address, text.count) }
      unsafe text.deallocate()
    }
    let count = try unsafe file.read(into: text)
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: text[..<count]).bindMemory(to: UInt8.self)
    guard let identities = try? AgeIdentityFile(parsing: unsafe bytes.span).identities else {
      throw .invalidIdentity(file: path)
    }
    return identities
  }

  private static func holdsIdentity(_ path: String) -> Bool {
    let lead = "AGE-SECRET-KEY-".utf8
    let bytes = path.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    return bytes.indices.contains { bytes[$0...].starts(with: lead) }
  }
}

public import BittingRuntime
internal import Glibc

/// Why there is nothing, or nothing new, to put in force.
public enum FollowingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bundle or the revocation list in this file cannot be opened, or its state not be written.
  case refused(OpenFailure, file: String)
  /// This file cannot be read or locked, for the reason that the system's error number has.
  case unreadable(file: String, errno: Int32)
  /// This is no state. Never take it for a first start.
  case invalidState(file: String)
  /// The state in this file is from before something else was put in force.
  case outdatedState(file: String)
  /// This does not tell what was used of quotas, or of another service. Never take it for nothing used.
  case invalidQuotaState(QuotaStateFailure)
  /// This is no name of a service.
  case invalidService(String)
  /// This is no name of an environment.
  case invalidEnvironment(String)
  /// This file is not one of age identities.
  case invalidIdentity(file: String)
  /// An identity is given where the path of its file is wanted.
  case identityForPath
  /// These are no minisign public keys, or the threshold is one that nobody or everybody would meet.
  case invalidSigners

  /// What is wrong.
  public var description: String {
    switch self {
    case .refused(let failure, let file): "\(file): \(failure)"
    case .unreadable(let file, let errno): "\(file): \(unsafe String(cString: strerror(errno)))"
    case .invalidState(let file): "\(file): is no state"
    case .outdatedState(let file): "\(file): is from before what is in force"
    case .invalidQuotaState(let failure): "what was used of quotas: \(failure)"
    case .invalidService(let name): "`\(name)` is no name of a service"
    case .invalidEnvironment(let name): "`\(name)` is no name of an environment"
    case .invalidIdentity(let file): "\(file): is no file of age identities"
    case .identityForPath: "an identity is given where the path of its file is wanted"
    case .invalidSigners: "the signers are no minisign public keys, or fewer than the threshold"
    }
  }
}

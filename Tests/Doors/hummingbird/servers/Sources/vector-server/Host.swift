import BittingHummingbird
import BittingRuntime
import KeyModel
import Synchronization

/// The service of one scenario, as its files are.
final class Host: Sendable {
  private let scenario = Mutex<[String: String]>([:])
  private let following = Mutex<FollowingAuthorizer?>(nil)
  private let time = Mutex(Moment(utc: Instant(seconds: 0), steady: 0))

  /// What authorizes; nil before a bundle was opened.
  var authorizer: FollowingAuthorizer? { following.withLock(\.self) }

  /// Sets the clock.
  func setTime(utc: Int64, steady: UInt64) {
    time.withLock { $0 = Moment(utc: Instant(seconds: utc), steady: steady) }
  }

  /// Forgets all but what is in files, for a scenario with these options.
  func start(_ options: [String: String]) {
    scenario.withLock { $0 = options }
    following.withLock { $0 = nil }
  }

  /// Looks at the files, and tells what cannot be put in force; nil if there is nothing of that kind.
  func reload() -> FollowingFailure? {
    do throws(FollowingFailure) {
      if let authorizer {
        try authorizer.reload()
      } else {
        let made = try make()
        following.withLock { $0 = made }
      }
      return nil
    } catch {
      return error
    }
  }

  private func make() throws(FollowingFailure) -> FollowingAuthorizer {
    let options = scenario.withLock(\.self)
    func option(_ name: String) -> String { options[name] ?? "" }
    return try FollowingAuthorizer(
      bundle: option("folder") + "/bundle", state: option("folder") + "/state", service: option("service"),
      environment: option("environment"), identity: option("scenario") + "/identity",
      signers: option("signers").split(separator: ",").map(String.init), threshold: Int(option("threshold")) ?? 0,
      revocations: option("folder") + "/list", awaitsRevocations: true, watch: nil,
      clock: { [self] in time.withLock(\.self) })
  }
}

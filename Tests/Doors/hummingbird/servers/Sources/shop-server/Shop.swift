import BittingHummingbird
import BittingRuntime
import Foundation
import Hummingbird
import KeyModel
import Synchronization

/// What a test tells the server by its environment.
struct Shop: Sendable {
  let folder: URL
  private let signer: String
  private let now: Int64
  let proxies: [String]
  /// Where it listens: on any port, or on a Unix socket.
  let address: BindAddress
  let identity: String?

  init() {
    let environment = ProcessInfo.processInfo.environment
    folder = URL(fileURLWithPath: environment["SHOP"] ?? ".")
    signer = environment["SHOP_SIGNER"] ?? ""
    now = environment["SHOP_NOW"].flatMap { Int64($0) } ?? 0
    address = environment["SHOP_SOCKET"].map { .unixDomainSocket(path: $0) } ?? .hostname("127.0.0.1", port: 0)
    identity = environment["SHOP_IDENTITY"]
    let list = Data((environment["SHOP_PROXIES"] ?? "[]").utf8)
    proxies = (try? JSONDecoder().decode([String].self, from: list)) ?? []
  }

  /// The storefront's, at the test's time.
  func authorizer() throws -> FollowingAuthorizer {
    let moment = Moment(utc: Instant(seconds: now), steady: 1_000_000_000_000)
    return try FollowingAuthorizer(
      bundle: path("storefront.live.bitting"), state: path("state"), service: "storefront", environment: "live",
      identity: identity ?? path("storefront.identity"), signers: [signer], revocations: path("shop.revocations"),
      awaitsRevocations: true, quotaState: try quotaState, watch: .milliseconds(20), clock: { moment })
  }

  /// Where it leaves what was used of quotas when it ends, and finds it at the start.
  var quotas: URL { folder.appendingPathComponent("quotas") }

  private var quotaState: [UInt8]? {
    get throws {
      guard FileManager.default.fileExists(atPath: quotas.path) else { return nil }
      return [UInt8](try Data(contentsOf: quotas))
    }
  }

  /// Adds the reason to the file that the test reads.
  @Sendable func audit(_ decision: DecisionRecord, _: Hummingbird.Request) {
    let line = (decision.reason?.description ?? "allow") + "\n"
    guard let file = fopen(path("audit"), "a") else { return }
    fputs(line, file)
    fclose(file)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

import BittingHummingbird
import Foundation
import Hummingbird

/// `vector-server FOLDER`: runs the middleware for whatever scenario it is told, and writes its port to FOLDER.
///
/// Requests under `/control/` are the host's: they set the clock, start a scenario and look at its files. All others are
/// decided about.
@main
struct VectorServer {
  static func main() async throws {
    let folder = URL(fileURLWithPath: CommandLine.arguments[1])
    let host = Host()
    let router = Router(context: VectorContext.self)
    router.add(middleware: Control(host: host))
    router.add(middleware: Asking(host: host))
    let app = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in
        try? Data("\(channel.localAddress?.port ?? 0)".utf8)
          .write(to: folder.appendingPathComponent("port"), options: .atomic)
      })
    try await app.runService()
  }
}

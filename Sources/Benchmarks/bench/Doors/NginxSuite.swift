import Foundation

/// The rows about nginx: what it costs a request that our module decides about it.
enum NginxSuite {
  /// How much processor time that may be, in seconds.
  private static let goal = 0.000_003
  private static let requests = 20_000

  static func plans(_ places: DoorPlaces, keys: Int) -> [Plan] {
    [
      Plan(title: "nginx with our module, \(keys) keys, beside nginx that lets everybody through") { rounds in
        let fleet = try fleet(places, keys, rounds)
        return [
          row(fleet, .module, beside: .open, .atMostMore(goal, "it tells who asks, and what is left")),
          row(fleet, .silent, beside: .open, .atMostMore(goal, "it tells nothing")),
          row(fleet, .silent, beside: .floor, .note("beside tables in C, called alike, that tell nothing")),
          row(fleet, .lua, beside: .open, .note("Lua that does nothing")),
          row(fleet, .module, beside: .map, .note("beside nginx's own map of the tokens in the clear")),
        ]
      }
    ]
  }

  /// Seconds of processor time that a request takes each server, a value a round.
  private typealias Times = [NginxConfiguration.Kind: [Double]]

  private static func row(
    _ times: Times, _ kind: NginxConfiguration.Kind, beside other: NginxConfiguration.Kind, _ verdict: Row.Verdict
  ) -> Row {
    Row(quantity: .request, pairs: zip(times[kind]!, times[other]!).map { ($0, $1) }, verdict: verdict)
  }

  /// All servers run at once, and are asked in turn.
  private static func fleet(_ places: DoorPlaces, _ keys: Int, _ rounds: Int) throws -> Times {
    guard let nginx = ["/usr/sbin/nginx", "/usr/bin/nginx"].first(where: FileManager.default.fileExists) else {
      throw LeftOut(why: "there is no nginx (Debian: nginx-light)")
    }
    _ = try LeftOut.unlessThere("\(NginxConfiguration.modules)/ngx_http_lua_module.so", "Debian: libnginx-mod-http-lua")
    _ = try LeftOut.unlessThere("\(places.library)/library/libbitting.so.0", "make lib")
    let bundle = try DoorsSuite.bundle(keys: keys, in: places.work)
    let load = HTTPLoad(DoorsSuite.callers(of: bundle, count: requests))
    let servers = try NginxConfiguration.Kind.allCases.map {
      try NginxServer(NginxConfiguration(kind: $0, places: places, bundle: bundle), program: nginx)
    }
    let clients = try servers.map { try HTTPClient(to: $0) }
    var times: Times = [:]
    // The first round only warms caches.
    for round in 0...rounds {
      var taken = servers.map { _ in 0.0 }
      for part in load.parts {
        for (number, server) in servers.enumerated() {
          let before = try server.processorTime
          try clients[number].ask(load, part)
          taken[number] += try server.processorTime - before
        }
      }
      guard round > 0 else { continue }
      for (server, time) in zip(servers, taken) { times[server.kind, default: []].append(time / Double(load.count)) }
    }
    return times
  }
}

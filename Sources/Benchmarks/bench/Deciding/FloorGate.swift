import CGateFloor
import KeyModel

/// The C floor, filled with the keys of a sample.
@safe
final class FloorGate: @unchecked Sendable {
  // Invariant: nothing is added once `init` has returned, so that threads may share it.
  let tables: OpaquePointer

  init(of sample: SampleGate) {
    let lead = String(decoding: Token.lead(SampleGate.prefix, SampleGate.environment), as: UTF8.self)
    // Invariant: it ends the process if memory is short.
    let tables = unsafe gatefloor_new(sample.keys, lead, SampleGate.issued.seconds)!
    unsafe self.tables = unsafe tables
    unsafe gatefloor_set_rate(tables, 1_000_000_000 / UInt64(SampleGateKey.rate), UInt64(SampleGateKey.rate))
    for scope in SampleGate.scopes { unsafe gatefloor_add_scope(tables, scope) }
    for grants in SampleGate.grants { unsafe gatefloor_add_grants(tables, FloorGate.bits(grants)) }
    for _ in SampleGate.types { unsafe gatefloor_add_type(tables, SampleGate.freshness.seconds) }
    for network in 0..<SampleGate.networks {
      unsafe gatefloor_add_network(tables, SampleGateKey.base(ofNetwork: network), 0xFFFF_FF00)
    }
    for tenant in 0..<max(1, sample.keys / 10) { unsafe gatefloor_add_tenant(tables, SampleGateKey.tenantName(tenant)) }
    for (method, path, scope) in SampleGate.routes {
      unsafe gatefloor_add_route(tables, method, path, UInt32(SampleGate.scopes.firstIndex(of: scope)!))
    }
    for number in 0..<sample.keys {
      var secret = sample[number].floorSecret
      unsafe gatefloor_add_secret(tables, &secret)
    }
  }

  deinit {
    unsafe gatefloor_free(tables)
  }

  /// Writes the tables to a file, for another process.
  func write(to path: String) throws {
    guard unsafe gatefloor_write(tables, path) == 0 else {
      throw ChildProcess.Failure(description: "\(path) cannot be written")
    }
  }

  /// The scopes of a list of grants and those that they include, as bits.
  private static func bits(_ grants: [String]) -> UInt64 {
    var bits: UInt64 = 0
    for (number, scope) in SampleGate.scopes.enumerated() where grants.contains(where: { includes($0, scope) }) {
      bits |= 1 << UInt64(number)
    }
    return bits
  }

  /// Whether `grant` is `scope` or a higher level of the same resource.
  static func includes(_ grant: String, _ scope: String) -> Bool {
    let (own, other) = (grant.split(separator: ":"), scope.split(separator: ":"))
    let levels = SampleGate.levels
    return own[0] == other[0] && levels.firstIndex(of: String(own[1]))! >= levels.firstIndex(of: String(other[1]))!
  }
}

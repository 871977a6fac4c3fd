import BundleWriting
import CGateFloor
import KeyModel
import Sodium
import TestSupport

/// One key of a sample, with one token.
struct SampleGateKey {
  /// Why its token may not hold.
  enum State {
    case live, revoked, expired

    /// One key in fifty is revoked, and one has expired.
    init(of number: Int) {
      self = number % 50 == 1 ? .revoked : number % 50 == 2 ? .expired : .live
    }
  }

  let number: Int
  let token: Token
  /// The number of its type.
  let type: Int
  /// The number of what it is granted.
  let grants: Int
  /// The number of its network; nil for anywhere.
  let network: Int?
  /// The number of its tenant.
  let tenant: Int

  init(number: Int, of sample: SampleGate) {
    self.number = number
    var random = SeededGenerator(seed: sample.seed &+ UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
    token = Token(prefix: SampleGate.prefix, environment: SampleGate.environment, using: &random)
    type = Int(random.next() % UInt64(SampleGate.types.count))
    grants = Int(random.next() % UInt64(SampleGate.grants.count))
    network = random.chance(1, of: 2) ? Int(random.next() % UInt64(SampleGate.networks)) : nil
    // A tenant has ten keys.
    tenant = Int(random.next() % UInt64(max(1, sample.keys / 10)))
  }

  var digest: TokenDigest { TokenDigest(bytes: SHA256.hash(token.exposedBytes.span).span)! }

  var tenantName: String { SampleGateKey.tenantName(tenant) }

  static func tenantName(_ tenant: Int) -> String { "tenant-\(padded(tenant, to: 6))" }

  /// The first address of network `number`.
  static func base(ofNetwork number: Int) -> UInt32 { 0x0A00_0000 + UInt32(number) << 8 }

  /// How many requests it may make in a second, and at once: more than are ever asked here.
  static let rate: UInt32 = 100_000_000

  /// An address that it may come from.
  var address: UInt32 { network.map { SampleGateKey.base(ofNetwork: $0) + 9 } ?? 0xCB00_7109 }

  private var window: (starts: Instant, ends: Instant) {
    let starts = Instant("2026-11-01")!
    return State(of: number) == .expired ? (starts, Instant("2026-11-19")!) : (starts, Instant("2027-01-20")!)
  }

  func content(_ grants: [[Scope]]) -> BundleContent.Key {
    BundleContent.Key(
      id: KeyID("key-\(padded(number, to: 7))")!, type: Name(SampleGate.types[type].0)!,
      owner: Text("team-\(number % 100)@shop.example"), tenant: .one(TenantName(tenantName)!),
      grants: grants[self.grants],
      networks: network.map { [Network(around: Address(v4: SampleGateKey.base(ofNetwork: $0)), prefixLength: 120)!] },
      limits: .init(rate: .limited(count: SampleGateKey.rate, per: .second), burst: SampleGateKey.rate, quota: nil),
      secrets: [.init(digest: digest, handle: token.handle, starts: window.starts, ends: window.ends)])
  }

  /// The same for the floor.
  var floorSecret: gatefloor_secret {
    var secret = gatefloor_secret()
    unsafe withUnsafeMutableBytes(of: &secret.digest) { unsafe $0.copyBytes(from: digest.bytes) }
    secret.starts = window.starts.seconds
    secret.ends = window.ends.seconds
    secret.key = UInt32(number)
    secret.grants = UInt32(grants)
    secret.networks = network.map { UInt32($0) + 1 } ?? 0
    secret.tenant = UInt32(tenant) + 1
    secret.type = UInt8(type)
    secret.flags = State(of: number) == .revoked ? UInt8(GATEFLOOR_IS_REVOKED) : 0
    return secret
  }
}

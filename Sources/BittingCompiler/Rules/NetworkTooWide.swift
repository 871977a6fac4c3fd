internal import Diagnostics
internal import KeyModel

/// A network that holds so many addresses that it keeps nobody out.
enum NetworkTooWide: KeyRule {
  /// The fewest leading bits that are not wide, of IPv4 and of IPv6.
  static let (shortest4, shortest6): (UInt8, UInt8) = (16, 32)
  /// Blocks that no router of the Internet carries, all of which one may belong to somebody.
  private static let ownAddresses = [
    "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10",
  ].compactMap { Network($0) }

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isWorthAdvice(at: now) else { return }
    key.declaration.forEachNetwork { network in
      if isTooWide(network.value) { report.append(found(key, network)) }
    }
  }

  private static func isTooWide(_ network: Network) -> Bool {
    let isWide = network.isV4 ? network.prefixLength - 96 < shortest4 : network.prefixLength < shortest6
    return isWide && !ownAddresses.contains { $0.contains(network) }
  }
}

extension NetworkTooWide {
  private static func found(_ key: Catalog.Key, _ network: Located<Network>) -> Finding {
    let isV4 = network.value.isV4
    let isAll = network.value.prefixLength == (isV4 ? 96 : 0)
    let what = isAll ? "is every IPv\(isV4 ? 4 : 6) address" : "is wider than `/\(isV4 ? shortest4 : shortest6)`"
    return finding(
      "network `\(network.value)` of key `\(key.id)` \(what)", at: network.span,
      help: "list the blocks that its callers are in, or take `networks` away if they can be anywhere")
  }

  static let page = RulePage(
    "network-too-wide", .warning,
    summary: "a network that is wider than /16 (IPv4) or /32 (IPv6)",
    why: """
      A list of networks makes a reviewer believe that a stolen token is of little use elsewhere. A block of more addresses
      than one organisation has keeps nobody out. Blocks inside those for private use may be wider. Keys that have
      ended are passed over.
      """,
    wrong: """
      networks: [0.0.0.0/0]
      """,
    right: """
      networks: [203.0.113.0/24]
      """)
}

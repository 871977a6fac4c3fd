internal import HTTPTypes
internal import KeyModel
internal import NIOCore

/// The proxies in front, whose word about the client's address is believed.
struct Proxies: Sendable {
  private let networks: [Network]
  /// Whether whoever connects by a Unix socket is a proxy.
  private let isUnix: Bool

  /// The proxies in networks that are given as text; "unix" stands for whoever connects by a Unix socket.
  init(_ texts: [String]) throws(MiddlewareFailure) {
    isUnix = texts.contains { $0.utf8.elementsEqual("unix".utf8) }
    var networks: [Network] = []
    for text in texts where !text.utf8.elementsEqual("unix".utf8) {
      guard let network = Network(text) else { throw .noNetwork(text) }
      networks.append(network)
    }
    self.networks = networks
  }

  /// The client's address: the peer's, or if that is a proxy, the last one that a proxy has not added itself. Nil where
  /// nothing can be believed.
  func clientAddress(peer: SocketAddress?, _ headers: HTTPFields) -> Address? {
    let address = peer?.ipAddress.flatMap { Address($0) }
    guard isProxy(address, of: peer) else { return address }
    let forwarded = headers[values: .forwardedFor].flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }
    for text in forwarded.reversed() {
      guard let address = Address(trimming: text) else { return nil }
      if !isProxy(address) { return address }
    }
    return nil
  }

  /// A peer without an IP address has come by a Unix socket. One whose address is not understood is nobody's.
  private func isProxy(_ address: Address?, of peer: SocketAddress?) -> Bool {
    if let address { return isProxy(address) }
    return isUnix && peer?.ipAddress == nil
  }

  private func isProxy(_ address: Address) -> Bool { networks.contains { $0.contains(address) } }
}

extension Address {
  /// The address that `text` writes, with or without white space around it.
  fileprivate init?(trimming text: Substring.UTF8View) {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var bytes = Array(text.drop(while: isSpace))
    while bytes.last.map(isSpace) == true { bytes.removeLast() }
    self.init(parsing: bytes.span)
  }
}

import Foundation

/// Requests of keys for their tenants' orders, as text.
struct HTTPLoad {
  private let bytes: [UInt8]
  private let ends: [Int]

  init(_ keys: [SampleGateKey]) {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    for key in keys {
      bytes += Array(
        """
        GET \(key.orders) HTTP/1.1\r
        Host: shop.example\r
        User-Agent: bench/1\r
        Accept: */*\r
        Authorization: Bearer \(key.tokenText)\r
        \r

        """.utf8)
      ends.append(bytes.count)
    }
    (self.bytes, self.ends) = (bytes, ends)
  }

  /// How many requests there are.
  var count: Int { ends.count }

  /// The requests in parts: so few that all servers see the same machine.
  var parts: [Range<Int>] { stride(from: 0, to: count, by: 1_024).map { $0..<min($0 + 1_024, count) } }

  /// The bytes of request `number`.
  subscript(_ number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }
}

/// Some connections to a server, which stay open.
///
/// The client asks for answers again and again instead of sleeping: to wake it would be the server's work, and the more so
/// the later the server answers. That takes a processor of its own.
final class HTTPClient {
  private var sockets: [Int32] = []
  private var buffer = [UInt8](repeating: 0, count: 8_192)

  private static let connections = 16
  /// How often an answer is asked for before the server is taken to hang: some ten seconds.
  private static let patience = 100_000_000
  /// The bytes of the picture that nginx answers with.
  private static let body = 43

  /// Connects as soon as the server listens.
  init(to server: NginxServer) throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while sockets.count < HTTPClient.connections {
      if let socket = HTTPClient.connect(to: server.socket) {
        sockets.append(socket)
        continue
      }
      guard server.runs, ContinuousClock.now < deadline else {
        throw ChildProcess.Failure(
          description: "nginx with \(server.kind) does not start: see \(server.log)")
      }
      usleep(50_000)
    }
  }

  deinit { for socket in sockets { close(socket) } }

  private static func connect(to path: String) -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isLong = unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.utf8.count < room.count else { return true }
      unsafe room.copyBytes(from: path.utf8)
      return false
    }
    let failure = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if !isLong, failure == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  /// Asks the requests of `part`, one on each connection at a time. Each of them must be answered with 200.
  func ask(_ load: HTTPLoad, _ part: Range<Int>) throws {
    for start in stride(from: part.lowerBound, to: part.upperBound, by: sockets.count) {
      let wave = start..<min(start + sockets.count, part.upperBound)
      for number in wave { try send(load[number], to: sockets[number - start]) }
      for number in wave { try receive(from: sockets[number - start]) }
    }
  }

  private func send(_ bytes: ArraySlice<UInt8>, to socket: Int32) throws {
    let sent = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == bytes.count else { throw ChildProcess.Failure(description: "nginx takes no request") }
  }

  private func receive(from socket: Int32) throws {
    var count = 0
    var patience = HTTPClient.patience
    while true {
      let more = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(socket, $0.baseAddress! + count, $0.count - count, Int32(MSG_DONTWAIT))
      }
      if more < 0, errno == EAGAIN {
        patience -= 1
        guard patience > 0 else { throw ChildProcess.Failure(description: "nginx does not answer, and goes on") }
        continue
      }
      guard more > 0 else { throw ChildProcess.Failure(description: "nginx does not answer") }
      count += more
      guard buffer[..<count].starts(with: "HTTP/1.1 200".utf8) else {
        throw ChildProcess.Failure(description: "nginx denies: \(String(decoding: buffer[..<count], as: UTF8.self))")
      }
      if HTTPClient.isWhole(buffer[..<count]) { return }
    }
  }

  /// Whether the picture has come behind the header.
  private static func isWhole(_ answer: ArraySlice<UInt8>) -> Bool {
    let end = answer.count - body - 4
    return end > 0 && answer[end..<(end + 4)].elementsEqual("\r\n\r\n".utf8)
  }
}

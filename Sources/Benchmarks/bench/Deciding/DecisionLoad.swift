import BittingRuntime
import CBitting
import CGateFloor
import Glibc
import KeyModel
import TestSupport

/// Requests in the order in which they are asked, laid out one after the other: to fetch them costs as little as it can,
/// and both sides the same.
@safe
final class DecisionLoad: @unchecked Sendable {
  // Invariant: nothing is written once `init` has returned.
  private let cells: UnsafeMutableRawBufferPointer
  private let wishes: [Wish]
  let count: Int

  /// How a request says what it wants.
  enum Kind: String {
    case scope, route
  }

  /// Whose token it carries.
  enum Caller: String {
    case known, unknown, revoked, expired
    /// Unknown as well, to see what is told apart that is the same.
    case otherUnknown
    /// Unknown, in place of those of revoked and of expired keys: as few different ones, which ask for the same.
    case unknownForRevoked, unknownForExpired
    /// The handle of a key, but another secret.
    case wrong
    /// One and the same token, time and again.
    case hot
  }

  /// What a request asks for, but for what stands in its cell: token and path.
  private struct Wish {
    let address: UInt32
    let tokenCount: UInt8
    let pathCount: UInt8
    /// The number of a route.
    let route: UInt8
  }

  private static let cell = 128
  private static let path = 64
  private static let scopes = SampleGate.routes.map { StableText($0.2) }
  private static let methods = SampleGate.routes.map { StableText($0.0) }

  init(_ count: Int, of sample: SampleGate, by caller: Caller) {
    self.count = count
    unsafe cells = .allocate(byteCount: count * DecisionLoad.cell, alignment: DecisionLoad.cell)
    var random = SeededGenerator(seed: sample.seed ^ 0xA5A5)
    let open = SampleGate.grants.map(DecisionLoad.routes)
    let hot = sample.key(.live, using: &random)
    var wishes: [Wish] = []
    for number in 0..<count {
      let key = caller == .hot ? hot : sample.key(caller.state, using: &random)
      let route = open[key.grants].randomElement(using: &random)!
      let token = caller.token(of: key, number, sample)
      let path = DecisionLoad.path(ofRoute: route, key)
      let bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: cells[(number * DecisionLoad.cell)...])
      unsafe bytes.copyBytes(from: token)
      unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[DecisionLoad.path...]).copyBytes(from: path)
      wishes.append(
        Wish(
          address: key.address, tokenCount: UInt8(token.count), pathCount: UInt8(path.count), route: UInt8(route)))
    }
    self.wishes = wishes
  }

  deinit {
    unsafe cells.deallocate()
  }

  /// The numbers of the routes that `grants` open.
  private static func routes(openTo grants: [String]) -> [Int] {
    SampleGate.routes.indices.filter { route in
      grants.contains { FloorGate.includes($0, SampleGate.routes[route].2) }
    }
  }

  /// The path of route `number` for a key's own tenant.
  private static func path(ofRoute number: Int, _ key: SampleGateKey) -> [UInt8] {
    let segments = SampleGate.routes[number].1.split(separator: "/").map { segment in
      if segment == "{tenant}" { return key.tenantName }
      return segment.utf8.first == 0x7B ? "o-\(key.number)" : String(segment)
    }
    return Array("/\(segments.joined(separator: "/"))".utf8)
  }
}

extension DecisionLoad.Caller {
  /// The state of the keys that are drawn.
  fileprivate var state: SampleGateKey.State {
    switch self {
    case .known, .unknown, .otherUnknown, .wrong, .hot: .live
    case .revoked, .unknownForRevoked: .revoked
    case .expired, .unknownForExpired: .expired
    }
  }

  /// The token that request `number` carries, for which `key` was drawn.
  fileprivate func token(of key: SampleGateKey, _ number: Int, _ sample: SampleGate) -> [UInt8] {
    switch self {
    case .known, .revoked, .expired, .hot: key.token.exposedBytes
    case .unknown: sample.unknownToken(number).exposedBytes
    case .otherUnknown: sample.unknownToken(number + DecisionStage.requests).exposedBytes
    case .unknownForRevoked, .unknownForExpired: sample.unknownToken(key.number).exposedBytes
    case .wrong: sample.wrongToken(number, key.token.handle).exposedBytes
    }
  }
}

// Asking. Each gives back how many of the requests in a range are allowed.
extension DecisionLoad {
  private func token(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = unsafe cells.baseAddress! + number * DecisionLoad.cell
    return unsafe UnsafeBufferPointer(
      start: cell.assumingMemoryBound(to: UInt8.self), count: Int(wishes[number].tokenCount))
  }

  private func path(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = unsafe cells.baseAddress! + (number * DecisionLoad.cell + DecisionLoad.path)
    return unsafe UnsafeBufferPointer(
      start: cell.assumingMemoryBound(to: UInt8.self), count: Int(wishes[number].pathCount))
  }

  private func scope(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe DecisionLoad.scopes[Int(wishes[number].route)].bytes
  }

  private func method(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe DecisionLoad.methods[Int(wishes[number].route)].bytes
  }

  func ask(_ gate: Gate, _ range: Range<Int>, by kind: Kind) -> Int {
    let now = Moment(utc: SampleGate.now, steady: 0)
    var allowed = 0
    for number in range {
      let address = Address(v4: wishes[number].address)
      let request =
        switch kind {
        case .scope: unsafe Request.scope(scope(number).span)
        case .route: unsafe Request.route(method: method(number).span, path: path(number).span)
        }
      let decision = unsafe gate.authorize(.token(token(number).span), request, from: address, at: now)
      if decision.reason == nil { allowed += 1 }
    }
    return allowed
  }

  func ask(_ gate: FloorGate, _ range: Range<Int>, by kind: Kind) -> Int {
    let now = SampleGate.now.seconds
    var allowed = 0
    for number in range {
      let (token, address) = unsafe (token(number), wishes[number].address)
      let answer =
        switch kind {
        case .scope:
          unsafe gatefloor_by_scope(
            gate.tables, token.baseAddress, token.count, scope(number).baseAddress, scope(number).count, nil, 0,
            address, now)
        case .route:
          unsafe gatefloor_by_route(
            gate.tables, token.baseAddress, token.count, method(number).baseAddress, method(number).count,
            path(number).baseAddress, path(number).count, address, now)
        }
      if answer == GATEFLOOR_ALLOW { allowed += 1 }
    }
    return allowed
  }

  /// With clocks, and counted.
  func ask(_ authorizer: Authorizer, _ range: Range<Int>) -> Int {
    var allowed = 0
    for number in range {
      let address = Address(v4: wishes[number].address)
      let request = unsafe Request.scope(scope(number).span)
      let isAllowed = unsafe authorizer.authorize(
        .token(token(number).span), request, from: address, at: SampleGate.moment
      ) { $0.reason == nil }
      if isAllowed { allowed += 1 }
    }
    return allowed
  }

  /// With clocks, and counted, by the library for C.
  func ask(_ library: CLibrary, _ range: Range<Int>, wantsAnswer: Bool) -> Int {
    let texts = UnsafeMutablePointer<CChar>.allocate(capacity: Int(BITTING_TEXTS_SIZE))
    let answer = UnsafeMutablePointer<bitting_answer>.allocate(capacity: 1)
    defer {
      unsafe texts.deallocate()
      unsafe answer.deallocate()
    }
    unsafe answer.initialize(to: bitting_answer())
    unsafe answer.pointee.size = MemoryLayout<bitting_answer>.size
    var request = unsafe bitting_request()
    unsafe request.size = MemoryLayout<bitting_request>.size
    unsafe request.flags = UInt32(BITTING_TIME_GIVEN | BITTING_ADDRESS_GIVEN)
    unsafe (request.address.10, request.address.11) = (0xFF, 0xFF)
    var allowed = 0
    for number in range {
      let (token, scope, address) = unsafe (token(number), scope(number), wishes[number].address)
      unsafe request.token = UnsafeRawPointer(token.baseAddress!).assumingMemoryBound(to: CChar.self)
      unsafe request.token_length = token.count
      unsafe request.scope = UnsafeRawPointer(scope.baseAddress!).assumingMemoryBound(to: CChar.self)
      unsafe request.scope_length = scope.count
      unsafe (request.address.12, request.address.13, request.address.14, request.address.15) = (
        UInt8(address >> 24), UInt8(address >> 16 & 255), UInt8(address >> 8 & 255), UInt8(address & 255)
      )
      let now = SampleGate.moment
      unsafe request.utc = now.utc.seconds
      unsafe request.steady = now.steady
      let status = unsafe library.authorize(
        library.authorizer, &request, wantsAnswer ? answer : nil, wantsAnswer ? texts : nil,
        wantsAnswer ? Int(BITTING_TEXTS_SIZE) : 0)
      if status == 0 { allowed += 1 }
    }
    return allowed
  }

  /// With clocks, and counted.
  func askCounted(_ gate: FloorGate, _ range: Range<Int>) -> Int {
    var allowed = 0
    for number in range {
      let (token, scope) = unsafe (token(number), scope(number))
      let answer = unsafe gatefloor_counted_by_scope(
        gate.tables, token.baseAddress, token.count, scope.baseAddress, scope.count, wishes[number].address)
      if answer == GATEFLOOR_ALLOW { allowed += 1 }
    }
    return allowed
  }
}

/// A text that stays where it is, for good.
@safe
struct StableText: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ text: String) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = unsafe copy.initialize(from: text.utf8)
    unsafe bytes = UnsafeBufferPointer(copy)
  }
}

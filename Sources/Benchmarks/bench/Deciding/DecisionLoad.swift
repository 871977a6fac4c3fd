import BittingRuntime
import BundleFormat
import CGateFloor
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
  enum Kind {
    case scope, route
  }

  /// Whose token it carries.
  enum Caller {
    case known, unknown
  }

  /// A scope, or a method with the path in the cell.
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
    var wishes: [Wish] = []
    for number in 0..<count {
      let key = sample[Int.random(in: 0..<sample.keys, using: &random)]
      let token = caller == .known ? key.token : sample.unknownToken(number)
      let route = open[key.grants].randomElement(using: &random)!
      let path = DecisionLoad.path(ofRoute: route, key)
      let bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: cells[(number * DecisionLoad.cell)...])
      unsafe bytes.copyBytes(from: token.exposedBytes)
      unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[DecisionLoad.path...]).copyBytes(from: path)
      wishes.append(
        Wish(
          address: key.address, tokenCount: UInt8(token.exposedBytes.count), pathCount: UInt8(path.count),
          route: UInt8(route)))
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

  /// How many of the requests in `range` `gate` allows.
  func ask(_ gate: Gate, _ range: Range<Int>, by kind: Kind) -> Int {
    let now = Moment(utc: SampleGate.now, steady: 0)
    var allowed = 0
    for number in range {
      let wish = wishes[number]
      let cell = unsafe cells.baseAddress! + number * DecisionLoad.cell
      let token = unsafe UnsafeRawBufferPointer(start: cell, count: Int(wish.tokenCount))
        .assumingMemoryBound(to: UInt8.self)
      let address = Address(v4: wish.address)
      let request =
        switch kind {
        case .scope: unsafe Request.scope(DecisionLoad.scopes[Int(wish.route)].bytes.span)
        case .route:
          unsafe Request.route(
            method: DecisionLoad.methods[Int(wish.route)].bytes.span,
            path: UnsafeRawBufferPointer(start: cell + DecisionLoad.path, count: Int(wish.pathCount))
              .assumingMemoryBound(to: UInt8.self).span)
        }
      let decision = unsafe gate.authorize(.token(token.span), request, from: address, at: now)
      if decision.reason == nil { allowed += 1 }
    }
    return allowed
  }

  /// How many of the requests in `range` the floor allows.
  func ask(_ gate: FloorGate, _ range: Range<Int>, by kind: Kind) -> Int {
    let now = SampleGate.now.seconds
    var allowed = 0
    for number in range {
      let wish = wishes[number]
      let cell = unsafe (cells.baseAddress! + number * DecisionLoad.cell).assumingMemoryBound(to: UInt8.self)
      let answer =
        switch kind {
        case .scope:
          unsafe gatefloor_by_scope(
            gate.tables, cell, Int(wish.tokenCount), DecisionLoad.scopes[Int(wish.route)].bytes.baseAddress,
            DecisionLoad.scopes[Int(wish.route)].bytes.count, nil, 0, wish.address, now)
        case .route:
          unsafe gatefloor_by_route(
            gate.tables, cell, Int(wish.tokenCount), DecisionLoad.methods[Int(wish.route)].bytes.baseAddress,
            DecisionLoad.methods[Int(wish.route)].bytes.count, cell + DecisionLoad.path, Int(wish.pathCount),
            wish.address, now)
        }
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

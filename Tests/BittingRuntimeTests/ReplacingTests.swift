import BittingRuntime
import BundleSamples
import KeyModel
import Synchronization
import Testing

/// Replacing the gate in force while others decide.
struct ReplacingTests {
  private let workshop = Workshop()

  private func gates() throws -> () throws -> Gate {
    let files = try Revision.files(workshop)
    var next = 0
    return {
      next += 1
      return try workshop.open(files[next % files.count]).gate
    }
  }

  @Test func decidesOnTheGateInForce() throws {
    let gate = try gates()
    let authorizer = try Authorizer(gate(), at: Revision.now)
    #expect(authorizer.revision?.number == 1)
    try authorizer.replace(with: gate(), at: Revision.now)
    #expect(authorizer.revision?.number == 2)
    authorizer.replace(with: authorizer.gate, at: Revision.now)
    #expect(authorizer.revision?.number == 2)
  }

  /// As a handle of the library for C does, which has no gate at first and none once it is closed.
  @Test func hasNoGateBeforeTheFirstAndAfterTheLast() throws {
    let gate = try gates()
    let authorizer = Authorizer()
    for number in 1...3 {
      #expect(authorizer.isVacant)
      try authorizer.replace(with: gate(), at: Revision.now)
      #expect(!authorizer.isVacant)
      #expect(authorizer.revision != nil, "\(number)")
      let gone = WeakGate(authorizer.gate)
      authorizer.withdraw(at: Revision.now)
      #expect(!gone.isAlive)
    }
    #expect(authorizer.isVacant)
  }

  @Test func keepsAGateThatIsHeldAndLetsGoOfIt() throws {
    let gate = try gates()
    let authorizer = try Authorizer(gate(), at: Revision.now)
    var gone = [WeakGate(authorizer.gate)]
    do {
      let hold = authorizer.hold()
      for _ in 0..<4 {
        try authorizer.replace(with: gate(), at: Revision.now)
        gone.append(WeakGate(authorizer.gate))
        let revision = Revision(of: hold.decision)
        #expect(revision?.number == 1)
        #expect(gone.filter(\.isAlive).count == 2)
      }
    }
    try authorizer.replace(with: gate(), at: Revision.now)
    #expect(gone.filter(\.isAlive).isEmpty)
  }

  @Test func letsGoOfAllWithItself() throws {
    let gate = try gates()
    var authorizer: Authorizer? = try Authorizer(gate(), at: Revision.now)
    var gone = [WeakGate(authorizer!.gate)]
    authorizer!.replace(with: try gate(), at: Revision.now)
    gone.append(WeakGate(authorizer!.gate))
    authorizer = nil
    #expect(gone.filter(\.isAlive).isEmpty)
  }

  /// Threads that decide all the time, some of them with holds, and two that replace: no answer is torn, and nothing
  /// is left over.
  @Test func everyAnswerBelongsToOneGate() throws {
    let files = try Revision.files(workshop)
    let authorizer = try Authorizer(workshop.open(files[0]).gate, at: Revision.now)
    let pool = try files.map { try workshop.open($0).gate }
    let tally = Tally()
    onThreads(6) { thread in
      guard thread < 4 else {
        let workshop = Workshop()
        for swap in 0..<1_500 {
          // To open a bundle takes much longer than to replace one.
          if swap % 15 > 0 {
            authorizer.replace(with: pool[(swap * 7 + thread) % pool.count], at: Revision.now)
            continue
          }
          let gate = try! workshop.open(files[(swap / 15 + thread) % files.count]).gate
          tally.gone.withLock { $0.append(WeakGate(gate)) }
          authorizer.replace(with: gate, at: Revision.now)
        }
        tally.isOver.store(true, ordering: .releasing)
        return
      }
      while !tally.isOver.load(ordering: .acquiring) {
        let revision = thread == 0 ? authorizer.steadyRevision : authorizer.revision
        guard let revision else {
          tally.torn.add(1, ordering: .relaxed)
          continue
        }
        if tally.decided.add(1, ordering: .relaxed).newValue % 64 == 0 {
          tally.seen.withLock { _ = $0.insert(revision.number) }
        }
      }
    }
    #expect(tally.torn.load(ordering: .relaxed) == 0)
    #expect(tally.decided.load(ordering: .relaxed) > 1_000)
    #expect(tally.seen.withLock { $0.count } == Revision.count)
    let last = try workshop.open(files[0]).gate
    authorizer.replace(with: last, at: Revision.now)
    #expect(tally.gone.withLock { $0.count(where: \.isAlive) } == 0)
  }
}

/// What threads tell one another.
private final class Tally: Sendable {
  let isOver = Atomic(false)
  let torn = Atomic(0)
  let decided = Atomic(0)
  let seen = Locked<Set<Int>>([])
  let gone = Locked<[WeakGate]>([])
}

/// Whether a gate is still there.
struct WeakGate: @unchecked Sendable {
  private weak var gate: Gate?

  init(_ gate: Gate) { self.gate = gate }

  var isAlive: Bool { gate != nil }
}

extension Hold {
  fileprivate var decision: Decision {
    @_lifetime(borrow self)
    get {
      let token = Revision.token
      let request = Request.route(method: "GET".utf8.span, path: "/v1/a".utf8.span)
      return authorize(.token(token.span), request, from: nil, at: Revision.now)
    }
  }
}

extension Authorizer {
  /// The revision of one decision; nil if the decision is torn.
  fileprivate var revision: Revision? {
    let token = Revision.token
    let request = Request.route(method: "GET".utf8.span, path: "/v1/a".utf8.span)
    return authorize(.token(token.span), request, from: nil, at: Revision.now) { Revision(of: $0) }
  }

  /// The revision of two decisions on one hold; nil if they differ or one is torn.
  fileprivate var steadyRevision: Revision? {
    let hold = hold()
    let (one, two) = (Revision(of: hold.decision), Revision(of: hold.decision))
    return one == two ? one : nil
  }
}

extension Authorizer {
  fileprivate var isVacant: Bool { hold().isVacant }
}

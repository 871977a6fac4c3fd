import BittingRuntime
import BundleSamples
import CAllocationCounter
import KeyModel
import TestSupport
import Testing

struct AllocationTests {
  /// Whatever is asked and whatever the answer, deciding takes no memory.
  @Test func allocatesNothingForADecision() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<30 {
      let shop = RandomShop(using: &generator)
      let gate = try Workshop.gate(shop.content)
      for _ in 0..<30 {
        let question = Question.random(shop, using: &generator)
        // The first decision of all may set up what is set up once.
        _ = gate.allocations(deciding: question)
        let count = gate.allocations(deciding: question)
        #expect(count == 0, "\(question), seed 7")
      }
    }
  }

  @Test func allocatesNothingForADecisionWithARevocationList() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<20 {
      let shop = RandomShop(using: &generator)
      let workshop = Workshop()
      let (gate, mark) = try workshop.open(try workshop.seal(shop.content))
      let list = try workshop.list(shop.tokens.map { digest($0) }.filter { _ in generator.chance(50) } + [digest([1])])
      let revoked = try workshop.revoke(list, on: gate, after: mark).gate
      for _ in 0..<30 {
        let question = Question.random(shop, using: &generator)
        _ = revoked.allocations(deciding: question)
        #expect(revoked.allocations(deciding: question) == 0, "\(question), seed 8")
      }
    }
  }

  /// Nor does counting, whether it allows or denies.
  @Test func allocatesNothingForCounting() throws {
    let limits = ["10/s", "unlimited"].flatMap { rate in
      [nil, "20/hour", "20/month"].map { LimitShop.limits(rate, rate == "10/s" ? 10 : 0, $0) }
    }
    let authorizer = try Authorizer(LimitShop().gate(limits), at: Revision.now)
    // The first request of all may set up what is set up once.
    _ = authorizer.allocations(counting: 0)
    for key in limits.indices {
      for _ in 0..<30 {
        let count = authorizer.allocations(counting: key)
        #expect(count == 0, "key \(key)")
      }
    }
  }

  @Test func countsAllocations() {
    allocation_counter_start()
    let array = [UInt8](repeating: 1, count: Int.random(in: 100...200))
    #expect(allocation_counter_stop() > 0)
    #expect(!array.isEmpty)
  }
}

extension Gate {
  /// How often memory is asked for while `question` is decided and everything in the answer is read.
  func allocations(deciding question: Question) -> Int {
    guard case .route(let method, let path) = question.wish, let token = question.tokens.first else { return 0 }
    let tenant = Array((question.tenant ?? "acme").utf8)
    let now = Moment(utc: question.now, steady: 0)
    let request = Request.route(method: method.utf8.span, path: path.utf8.span, tenant: tenant.span)
    allocation_counter_start()
    let read = read(authorize(.token(token.span), request, from: question.address, at: now))
    let count = allocation_counter_stop()
    return read < 0 ? -1 : count
  }

  private func read(_ decision: Decision) -> Int {
    var bytes = decision.facts.key?.count ?? 0
    bytes += decision.facts.owner?.count ?? 0
    bytes += decision.facts.type?.count ?? 0
    bytes += decision.facts.template?.count ?? 0
    bytes += decision.facts.handle == nil ? 0 : 8
    if case .allow(let grant) = decision {
      if case .one(let tenant) = grant.tenant { bytes += tenant.count }
      bytes += grant.limits == nil ? 0 : 1
      bytes += grant.ends == nil ? 0 : 1
    }
    return bytes
  }
}

extension Authorizer {
  /// How often memory is asked for while a request of `key` is counted and everything in the answer is read.
  fileprivate func allocations(counting key: Int) -> Int {
    let token = LimitShop.token(key)
    let request = Request.route(method: "GET".utf8.span, path: "/c2".utf8.span)
    allocation_counter_start()
    let sum = authorize(.token(token.span), request, from: nil, at: Revision.now) { decision -> UInt64 in
      switch decision {
      case .allow(let grant): left(grant.usage)
      case .deny(let denial): left(denial.usage)
      }
    }
    let count = allocation_counter_stop()
    return sum == .max ? -1 : count
  }

  private func left(_ usage: Usage?) -> UInt64 {
    (usage?.quota?.remaining ?? 0) + (usage?.rate?.resetAfter ?? 0) + (usage?.quota?.used ?? 0)
  }
}

import BittingRuntime
import CForking
import Foundation
import KeyModel
import Synchronization
import Testing

/// A process that is forked while other threads decide and replace: the child has neither those threads nor their ends.
struct ForkTests {
  /// A child replaces although its parent's threads were counted as readers, and may have held the lock.
  ///
  /// In a process of its own: a child of this one may wait for ever for a lock of the Swift runtime that the thread of
  /// another test held.
  @Test func aChildReplacesWhatItsParentWasUsing() async {
    await #expect(processExitsWith: .success) {
      let shop = LimitShop()
      let limits = LimitShop.limits("unlimited", 0, "1000000/month")
      let gates = try [shop.gate([limits]), shop.gate([nil, limits]), shop.gate([limits, limits])]
      let family = Family(Authorizer(gates[0], at: Family.now), gates)
      // What is done for the first time takes locks of the Swift runtime, which are not what this is about.
      #expect(family.liveOn() == 0)
      let workers = (0..<3).map { number in Thread { family.work(number) } }
      for worker in workers { worker.start() }
      for _ in 0..<20 {
        let code = unsafe forking_run(
          { unsafe Unmanaged<Family>.fromOpaque($0!).takeUnretainedValue().liveOn() },
          Unmanaged.passUnretained(family).toOpaque(), 20)
        #expect(code == 0)
      }
      family.isOver.store(true, ordering: .relaxed)
      for _ in workers { family.ended.wait() }
    }
  }
}

private final class Family: Sendable {
  let authorizer: Authorizer
  let gates: [Gate]
  let isOver = Atomic(false)
  let ended = DispatchSemaphore(value: 0)

  init(_ authorizer: Authorizer, _ gates: [Gate]) {
    (self.authorizer, self.gates) = (authorizer, gates)
  }

  static let now = Moment(utc: LimitShop.base, steady: 1 << 50)

  /// Decides, or replaces, until told to stop.
  func work(_ number: Int) {
    var round = 0
    while !isOver.load(ordering: .relaxed) {
      round += 1
      if number == 0 {
        authorizer.replace(with: gates[round % 3], at: Family.now)
      } else {
        _ = authorizer.ask(1, at: Family.now)
      }
    }
    ended.signal()
  }

  /// What the child does: 0 if all is as it should be.
  func liveOn() -> Int32 {
    authorizer.replace(with: gates[0], at: Family.now)
    guard authorizer.ask(0, at: Family.now) == nil, authorizer.ask(1, at: Family.now) == .unknown else { return 1 }
    authorizer.replace(with: gates[2], at: Family.now)
    let one = authorizer.usage(0, at: Family.now).1?.quota?.used
    authorizer.replace(with: gates[0], at: Family.now)
    let two = authorizer.usage(0, at: Family.now).1?.quota?.used
    guard let one, let two, two == one + 1 else { return 2 }
    return authorizer.quotaState(at: Family.now).isEmpty ? 3 : 0
  }
}

import BittingRuntime
import CForking
import Foundation
import KeyModel
import Synchronization
import Testing

/// A process that is forked while other threads decide and replace: the child has neither those threads nor their ends.
struct ForkTests {
  private let shop = LimitShop()
  private static let now = Moment(utc: LimitShop.base, steady: 1 << 50)

  /// A child replaces although its parent's threads were counted as readers, and may have held the lock.
  @Test func aChildReplacesWhatItsParentWasUsing() throws {
    let limits = LimitShop.limits("unlimited", 0, "1000000/month")
    let gates = try [shop.gate([limits]), shop.gate([nil, limits]), shop.gate([limits, limits])]
    let family = Family(Authorizer(gates[0], at: ForkTests.now), gates)
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

private final class Family: Sendable {
  let authorizer: Authorizer
  let gates: [Gate]
  let isOver = Atomic(false)
  let ended = DispatchSemaphore(value: 0)

  init(_ authorizer: Authorizer, _ gates: [Gate]) {
    (self.authorizer, self.gates) = (authorizer, gates)
  }

  private let now = Moment(utc: LimitShop.base, steady: 1 << 50)

  /// Decides, or replaces, until told to stop.
  func work(_ number: Int) {
    var round = 0
    while !isOver.load(ordering: .relaxed) {
      round += 1
      if number == 0 { authorizer.replace(with: gates[round % 3], at: now) } else { _ = authorizer.ask(1, at: now) }
    }
    ended.signal()
  }

  /// What the child does: 0 if all is as it should be.
  func liveOn() -> Int32 {
    authorizer.replace(with: gates[0], at: now)
    guard authorizer.ask(0, at: now) == nil, authorizer.ask(1, at: now) == .unknown else { return 1 }
    authorizer.replace(with: gates[2], at: now)
    let one = authorizer.usage(0, at: now).1?.quota?.used
    authorizer.replace(with: gates[0], at: now)
    let two = authorizer.usage(0, at: now).1?.quota?.used
    guard let one, let two, two == one + 1 else { return 2 }
    return authorizer.quotaState(at: now).isEmpty ? 3 : 0
  }
}

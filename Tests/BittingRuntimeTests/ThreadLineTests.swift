import BittingRuntime
import CSandbox
import CThreads
import Foundation
import KeyModel
import Synchronization
import Testing

/// The lines on which threads count themselves in. Each test in a process of its own, because threads of other tests have
/// lines, too.
struct ThreadLineTests {
  /// Threads that end give their lines to those that come.
  @Test func linesAreUsedAgain() async {
    await #expect(processExitsWith: .success) {
      let lines = Locked<Set<Int32>>([])
      for _ in 0..<4 * Int(CTHREADS_LINE_COUNT) {
        onThreads(1) { _ in
          let line = cthreads_line()
          #expect(line == cthreads_line())
          lines.withLock { _ = $0.insert(line) }
        }
      }
      #expect(lines.withLock { $0.allSatisfy { (0..<Int32(CTHREADS_LINE_COUNT)).contains($0) } })
    }
  }

  @Test func noTwoThreadsHaveOneLine() async {
    await #expect(processExitsWith: .success) {
      let (lines, room) = (Locked<[Int32]>([]), Room())
      onThreads(Int(CTHREADS_LINE_COUNT) + 20) { _ in
        let line = cthreads_line()
        lines.withLock { $0.append(line) }
        room.wait(for: Int(CTHREADS_LINE_COUNT) + 20)
      }
      let own = lines.withLock { $0.filter { $0 >= 0 } }
      #expect(own.count == Int(CTHREADS_LINE_COUNT) && Set(own).count == own.count)
    }
  }

  /// More threads than there are lines decide when the gate is replaced, and none has ended: the old gate stays until the
  /// last of them has.
  @Test func aGateStaysForReadersOnAnyLine() async {
    await #expect(processExitsWith: .success) {
      let shop = LimitShop()
      let authorizer = try Authorizer(shop.gate([nil]), at: ThreadLineTests.now)
      let (old, next) = (WeakGate(authorizer.gate), try shop.gate([nil]))
      let (room, replaced, count) = (Room(), Room(), Int(CTHREADS_LINE_COUNT) + 20)
      onThreads(count + 1) { thread in
        if thread == count {
          room.wait(for: count + 1)
          authorizer.replace(with: next, at: ThreadLineTests.now)
          #expect(old.isAlive)
          replaced.wait(for: 1)
        } else {
          authorizer.authorize(.none, .scope("orders:read".utf8.span), from: nil, at: ThreadLineTests.now) { _ in
            room.wait(for: count + 1)
            replaced.wait(for: 1, counting: false)
          }
        }
      }
      try authorizer.replace(with: shop.gate([nil]), at: ThreadLineTests.now)
      #expect(!old.isAlive)
    }
  }

  /// Where the system never makes other threads pass a fence, all of them share lines.
  @Test func withoutABarrierNobodyHasALine() async {
    await #expect(processExitsWith: .success) {
      #expect(csandbox_refuse_membarrier() == 1)
      let shop = LimitShop()
      let authorizer = try Authorizer(shop.gate([nil]), at: ThreadLineTests.now)
      let old = WeakGate(authorizer.gate)
      onThreads(3) { _ in
        _ = authorizer.ask(1, at: ThreadLineTests.now)
        #expect(cthreads_line() < 0)
      }
      try authorizer.replace(with: shop.gate([nil]), at: ThreadLineTests.now)
      #expect(!old.isAlive)
    }
  }

  /// The same where it stops doing so before anybody had a line.
  @Test func aBarrierThatIsTakenBackInTimeIsNotMissed() async {
    await #expect(processExitsWith: .success) {
      let shop = LimitShop()
      let authorizer = try Authorizer(shop.gate([nil]), at: ThreadLineTests.now)
      let old = WeakGate(authorizer.gate)
      #expect(csandbox_refuse_membarrier() == 1)
      try authorizer.replace(with: shop.gate([nil]), at: ThreadLineTests.now)
      #expect(!old.isAlive && cthreads_line() < 0)
    }
  }

  /// Where it stops doing so later, nobody can tell who reads: gates that are replaced stay.
  @Test func withoutABarrierAnyMoreGatesStay() async {
    await #expect(processExitsWith: .success) {
      let shop = LimitShop()
      let authorizer = try Authorizer(shop.gate([nil]), at: ThreadLineTests.now)
      let old = WeakGate(authorizer.gate)
      #expect(cthreads_line() >= 0 && csandbox_refuse_membarrier() == 1)
      for _ in 0..<3 { try authorizer.replace(with: shop.gate([nil]), at: ThreadLineTests.now) }
      _ = authorizer.ask(1, at: ThreadLineTests.now)
      #expect(old.isAlive)
    }
  }

  private static let now = Moment(utc: LimitShop.base, steady: 1 << 50)
}

/// Where threads wait until enough have come.
private final class Room: Sendable {
  private let arrived = Atomic(0)

  func wait(for count: Int, counting: Bool = true) {
    if counting { arrived.add(1, ordering: .acquiringAndReleasing) }
    while arrived.load(ordering: .acquiring) < count { cthreads_nap() }
  }
}

internal import BundleFormat
internal import CThreads
public import KeyModel
internal import Synchronization

/// What authorizes requests in a running service: the gate in force, which may be replaced at any time.
///
/// All of it may be used from any number of threads at once. To decide takes no lock and no memory, and waits for nobody.
/// Each decision belongs wholly to one gate: a request that began before a gate was replaced ends on the gate that it
/// began with. A gate that was replaced is let go, and its memory given back, once no request is left on it.
@safe
public final class Authorizer: @unchecked Sendable {
  // Invariant: the reign in force has a gate unless a package asked for none, and no reign is freed before the authorizer.
  private let current: Atomic<UnsafeMutablePointer<Reign>>
  private let replacing = ReplaceLock()
  /// All reigns, the newest first; for whoever holds `replacing`.
  private var reigns: UnsafeMutablePointer<Reign>
  /// What was used of quotas that are not in force; for whoever holds `replacing`.
  private var resting: RestingCounts

  /// Puts `gate` in force at `now`. No key has used up anything.
  public convenience init(_ gate: Gate, at now: Moment) {
    self.init(gate, at: now, RestingCounts())
  }

  /// Puts `gate` in force at `now`; what rests counts.
  init(_ gate: Gate, at now: Moment, _ resting: consuming RestingCounts) {
    ReaderCounts.prepare()
    let reign = unsafe UnsafeMutablePointer<Reign>.make(older: nil)
    unsafe reign.write { unsafe $0.begin(gate, at: now, after: nil, resting) }
    unsafe reigns = reign
    unsafe current = Atomic(reign)
    resting.drop { unsafe reign.pointee.hasQuota($0.key) }
    self.resting = resting
  }

  /// An authorizer with no gate in force, of which a ``Hold`` has to be asked whether it has one.
  package init() {
    ReaderCounts.prepare()
    let reign = unsafe UnsafeMutablePointer<Reign>.make(older: nil)
    unsafe reigns = reign
    unsafe current = Atomic(reign)
    resting = RestingCounts()
  }

  deinit {
    // Nobody reads any more, because holds do not live longer than the authorizer; whoever is counted nonetheless was
    // left behind by a fork.
    var next: UnsafeMutablePointer<Reign>? = unsafe reigns
    while let reign = unsafe next {
      unsafe next = reign.pointee.older
      unsafe reign.free()
    }
  }

  /// Holds the gate in force.
  @_lifetime(borrow self)
  @inline(__always)
  public func hold() -> Hold { hold(counting: ReaderCounts.sharedLine) }

  /// Holds the gate in force until the hold ends on the calling thread.
  @_lifetime(borrow self)
  @usableFromInline
  package func holdOnThread() -> Hold { hold(counting: ReaderCounts.line) }

  @_lifetime(borrow self)
  @inline(__always)
  private func hold(counting line: Int) -> Hold {
    while true {
      let reign = unsafe current.load(ordering: .acquiring)
      unsafe reign.readers.enter(line)
      // Whoever replaces the gate looks at the counts after it has put another in force and made them visible. So either
      // this sees the other one, or the other side sees this reader.
      if unsafe current.load(ordering: .sequentiallyConsistent) == reign {
        return unsafe Hold(on: reign, line: line, of: self)
      }
      unsafe reign.readers.leave(line)
    }
  }

  /// The gate in force, which the caller may keep for longer.
  public var gate: Gate { hold().gate }

  /// Decides about `request`, which comes with `credential` from `address` at `now`, and hands the decision to `body`.
  ///
  /// The decision and all that is read of it are gone when `body` returns, so it takes with it what it needs. It should
  /// be short, and must not fork the process: the gate is kept for as long as it runs.
  @inlinable @inline(__always)
  public func authorize<Result: ~Copyable, Failure: Error>(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment,
    _ body: (Decision) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // A hold in a variable of its own would be allocated.
    try holdOnThread().decide(credential, request, from: address, at: now, body)
  }

  /// Puts `gate` in force at `now` in place of the one before.
  ///
  /// One write makes the change. Other threads that replace wait for one another; nobody who decides waits. This call
  /// waits a short time for the requests under way and then gives the old gate's memory back; what is still in use then
  /// goes with a later call. A process that was forked while its parent decided may keep the gate of that time for good.
  /// It asks the system for membarrier(2); where a sandbox forbids that only after the first decision, no gate is given back.
  ///
  /// What a key has used up goes on to count, as so many requests where its rate or burst is another: see the page *Limits*.
  /// If `now` is older than requests that were decided, such a rate changes at the newest of them; the time between is not
  /// taken for requests, and nothing is gained by it.
  public func replace(with gate: Gate, at now: Moment) { putInForce(gate, at: now) }

  /// How many bytes of memory ``replace(with:at:)`` needs for `gate`, most of them for what its keys use up.
  package static func byteCount(for gate: Gate) -> Int {
    let image = gate.image
    return CounterCells.byteCount(for: image.count(of: .keys)) + image.count(of: .limits)
      * MemoryLayout<Allowance>.stride
  }

  /// Puts nothing in force in place of the gate before, which is let go as one that was replaced. What its keys have used
  /// up is forgotten.
  package func withdraw(at now: Moment) { putInForce(nil, at: now) }

  private func putInForce(_ gate: Gate?, at now: Moment) {
    replacing.lock()
    defer { replacing.unlock() }
    let former = unsafe settledReign(at: now)
    let reign = unsafe vacantReign()
    if let gate {
      let source = unsafe former.pointee.isVacant ? nil : former
      unsafe reign.write { unsafe $0.begin(gate, at: now, after: source, resting) }
    } else {
      resting = RestingCounts()
    }
    unsafe current.store(reign, ordering: .sequentiallyConsistent)
    _ = unsafe settledReign(at: now)
    if gate != nil { unsafe rest(from: former, to: reign, at: now) }
    unsafe wait(for: former)
    endReigns()
  }
}

extension Authorizer {
  /// Counts `request` of a key of `reign` on the gate in force, to which what the key has used up has moved, and tells why
  /// it is denied; nil if it is not.
  func countInForce(_ request: inout CountedRequest, of reign: UnsafeMutablePointer<Reign>) -> DenialReason? {
    let image = unsafe reign.pointee.image
    let name = image.text(image.key(request.key).id)
    while true {
      let hold = holdOnThread()
      guard !hold.isVacant else { return .rate }
      switch hold.count(keyNamed: name, as: &request) {
      case .allowed: return nil
      case .rate: return .rate
      case .quota: return .quota
      // Another gate was put in force meanwhile.
      case .elsewhere: continue
      }
    }
  }

  /// How many naps to take before a reader is left to a later call: a tenth of a second or two. A decision takes less than
  /// a microsecond; one that was interrupted takes some turns of the processor.
  private static let patience = 1_000

  /// The reign in force, once all counts have moved there. To be called under the lock.
  ///
  /// In a process that was forked meanwhile, the thread that was about to move them may be missing.
  private func settledReign(at now: Moment) -> UnsafeMutablePointer<Reign> {
    let reign = unsafe current.load(ordering: .relaxed)
    if unsafe reign.pointee.isMoving {
      unsafe reign.pointee.settleAll(at: now)
      // The next change comes no earlier than what was counted on any gate before.
      if let former = unsafe reign.pointee.former {
        unsafe reign.readers.note(former.readers.newest(now.steady), 0)
      }
      unsafe reign.pointee.isMoving = false
    }
    return unsafe reign
  }

  /// What was used of quotas in windows that have not passed at `now`, in force or not, sorted by key; and the gate in
  /// force. Nil if there is none.
  func counts(at now: Moment) -> (counts: [RestingCount], gate: Gate)? {
    replacing.lock()
    defer { replacing.unlock() }
    let reign = unsafe settledReign(at: now)
    guard let gate = unsafe reign.pointee.heldGate else { return nil }
    var counts = resting
    counts.add(unsafe reign.pointee.quotaCounts(at: now.utc), at: now.utc)
    return (counts.counts, gate)
  }

  /// Takes `counts` as what was used before the first gate is in force; false, and nothing is changed, if one is.
  package func restore(_ counts: RestingCounts) -> Bool {
    replacing.lock()
    defer { replacing.unlock() }
    guard unsafe current.load(ordering: .relaxed).pointee.isVacant else { return false }
    resting = counts
    return true
  }

  /// Keeps what was used of quotas in `former` that are not in `reign`, and no more what rested and now counts again. To
  /// be called under the lock.
  private func rest(
    from former: UnsafeMutablePointer<Reign>, to reign: UnsafeMutablePointer<Reign>, at now: Moment
  ) {
    resting.drop { unsafe reign.pointee.hasQuota($0.key) }
    guard unsafe !former.pointee.isVacant else { return }
    resting.add(unsafe former.pointee.countsLeft(by: reign.pointee, at: now.utc), at: now.utc)
  }

  /// A reign without a gate that is not in force, and that nobody who held it then reads any more. To be called under the
  /// lock.
  private func vacantReign() -> UnsafeMutablePointer<Reign> {
    // If nobody can tell who reads, all are left as they are.
    var next: UnsafeMutablePointer<Reign>? = unsafe endReigns() ? reigns : nil
    while let reign = unsafe next {
      let isFree = unsafe reign != current.load(ordering: .relaxed) && reign.pointee.isVacant
      if unsafe isFree && !reign.isTorn && reign.readers.areZero { return unsafe reign }
      unsafe next = reign.pointee.older
    }
    let reign = unsafe UnsafeMutablePointer<Reign>.make(older: reigns)
    unsafe reigns = reign
    return unsafe reign
  }

  /// Lets go all gates that are neither in force nor read; false if it cannot be told who reads. To be called under the lock.
  @discardableResult
  private func endReigns() -> Bool {
    guard ReaderCounts.reveal() else { return false }
    var next: UnsafeMutablePointer<Reign>? = unsafe reigns
    while let reign = unsafe next {
      let isOver = unsafe reign != current.load(ordering: .relaxed) && !reign.pointee.isVacant
      if unsafe isOver && !reign.isTorn && reign.readers.areZero { unsafe reign.write { $0.end() } }
      unsafe next = reign.pointee.older
    }
    return true
  }

  /// Waits until nobody reads `reign`, which is not in force any more, but not for long.
  private func wait(for reign: UnsafeMutablePointer<Reign>) {
    guard ReaderCounts.reveal() else { return }
    for _ in 0..<Authorizer.patience {
      if unsafe reign.readers.areZero { return }
      cthreads_nap()
    }
  }
}

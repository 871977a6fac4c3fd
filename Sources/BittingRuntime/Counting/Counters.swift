internal import BundleFormat
internal import KeyModel

/// What the keys of one gate have used up.
@safe
struct Counters: ~Copyable {
  /// How long before a gate is put in force its steady clock begins: a thread may come late with a time from before.
  private static let margin: UInt64 = 3_600_000_000_000

  let cells: CounterCells
  /// The nanosecond of the steady clock at which ticks begin.
  let origin: UInt64
  // Invariant: one for each of the gate's limits.
  private let allowances: UnsafeMutableBufferPointer<Allowance>

  /// No keys.
  init() {
    cells = CounterCells(count: 0)
    origin = 0
    unsafe allowances = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// Nothing used up of what `image` allows, from `now` on.
  init(for image: borrowing BundleImage, at now: Moment) {
    let count = image.count(of: .limits)
    cells = CounterCells(count: image.count(of: .keys))
    origin = now.steady - min(now.steady, Counters.margin)
    unsafe allowances = UnsafeMutableBufferPointer<Allowance>.allocate(capacity: count)
    for index in 0..<count { unsafe allowances.initializeElement(at: index, to: Allowance(image.limits(index))) }
  }

  deinit { unsafe allowances.deallocate() }

  /// How much key `index` of `image` may do.
  @inline(__always)
  func allowance(of index: Int, in image: borrowing BundleImage) -> Allowance {
    // Invariant: the checker saw that a key's limits are among the gate's.
    unsafe allowances[Int(image.key(index).limitIndex)]
  }

  /// The tick of `pace` at `now`; nil past what can be counted.
  @inline(__always)
  func tick(_ pace: Pace, at now: Moment) -> UInt64? { pace.tick(now.steady - min(now.steady, origin)) }
}

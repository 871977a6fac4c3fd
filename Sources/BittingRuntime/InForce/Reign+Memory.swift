internal import Synchronization

/// A reign in memory, and in front of it what others look at while it is written: a mark, and the counts of its readers.
///
/// They are no part of the reign, so that a thread can count itself in while another one writes to a reign that is not in
/// force.
extension UnsafeMutablePointer where Pointee == Reign {
  private static var distance: Int { ReaderCounts.stride + ReaderCounts.byteCount }

  /// A new reign, made after `older`.
  static func make(older: UnsafeMutablePointer<Reign>?) -> UnsafeMutablePointer<Reign> {
    let start = unsafe UnsafeMutableRawPointer.allocate(
      byteCount: distance + MemoryLayout<Reign>.size, alignment: ReaderCounts.stride)
    unsafe start.bindMemory(to: Atomic<Bool>.self, capacity: 1).initialize(to: Atomic(false))
    unsafe ReaderCounts.initialize(at: start + ReaderCounts.stride)
    let reign = unsafe (start + distance).bindMemory(to: Reign.self, capacity: 1)
    unsafe reign.initialize(to: Reign(older: older))
    return unsafe reign
  }

  /// Ends the reign and gives the memory back. Nobody may use it any more.
  func free() {
    if unsafe isTorn { return }
    unsafe deinitialize(count: 1)
    unsafe (UnsafeMutableRawPointer(self) - Self.distance).deallocate()
  }

  /// Who reads the gate. Counts may be left over from threads that a fork left behind, so that they never come to zero.
  @inline(__always)
  var readers: ReaderCounts { unsafe ReaderCounts(at: UnsafeMutableRawPointer(self) - ReaderCounts.byteCount) }

  /// Lets `body` write to the reign, which is not in force and has no readers.
  func write(_ body: (inout Reign) -> Void) {
    unsafe mark.pointee.store(true, ordering: .sequentiallyConsistent)
    unsafe body(&pointee)
    unsafe mark.pointee.store(false, ordering: .sequentiallyConsistent)
  }

  /// Whether a fork came while another thread wrote: in this process nobody can use or free what is in the reign.
  var isTorn: Bool { unsafe mark.pointee.load(ordering: .sequentiallyConsistent) }

  private var mark: UnsafeMutablePointer<Atomic<Bool>> {
    unsafe (UnsafeMutableRawPointer(self) - Self.distance).assumingMemoryBound(to: Atomic<Bool>.self)
  }
}

/// A reign in memory, with the counts of its readers in front of it.
///
/// They are no part of the reign, so that a thread can count itself in while another one writes to a reign that is not in
/// force.
extension UnsafeMutablePointer where Pointee == Reign {
  /// A new reign, made after `older`.
  static func make(older: UnsafeMutablePointer<Reign>?) -> UnsafeMutablePointer<Reign> {
    let byteCount = ReaderCounts.byteCount + MemoryLayout<Reign>.size
    let start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: ReaderCounts.stride)
    unsafe ReaderCounts.initialize(at: start)
    let reign = unsafe (start + ReaderCounts.byteCount).bindMemory(to: Reign.self, capacity: 1)
    unsafe reign.initialize(to: Reign(older: older))
    return unsafe reign
  }

  /// Ends the reign and gives the memory back. Nobody may use it any more.
  func free() {
    unsafe deinitialize(count: 1)
    unsafe (UnsafeMutableRawPointer(self) - ReaderCounts.byteCount).deallocate()
  }

  /// Who reads the gate. Counts may be left over from threads that a fork left behind, so that they never come to zero.
  @inline(__always)
  var readers: ReaderCounts { unsafe ReaderCounts(at: UnsafeMutableRawPointer(self) - ReaderCounts.byteCount) }
}

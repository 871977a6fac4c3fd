internal import BittingRuntime
internal import CBitting
internal import KeyModel

/// Where a call puts its answer, if the caller wants one.
@safe
struct AnswerResult {
  private let pointer: UnsafeMutablePointer<bitting_answer>?
  private let texts: UnsafeMutablePointer<CChar>?
  private let capacity: Int

  init(
    _ pointer: UnsafeMutablePointer<bitting_answer>?, _ texts: UnsafeMutablePointer<CChar>?, _ capacity: Int
  ) throws(CallFailure) {
    unsafe (self.pointer, self.texts, self.capacity) = (pointer, texts, capacity)
    guard unsafe texts != nil || capacity == 0, capacity >= 0 else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    if unsafe pointer != nil { try unsafe checkedSize(of: UnsafePointer(pointer)) }
  }

  /// Tells that there is no decision.
  func fail() {
    var answer = bitting_answer()
    answer.http_status = 500
    write(&answer)
  }

  /// Tells what `decision` is, by the bundle with this number.
  @inline(__always)
  func fill(_ decision: borrowing Decision, sequence: Int64, at now: Instant) {
    guard unsafe pointer != nil else { return }
    var answer = bitting_answer()
    answer.sequence = sequence
    var writer = unsafe TextWriter(texts, capacity: capacity)
    switch decision {
    case .allow(let grant): answer.fill(grant, &writer)
    case .deny(let denial): answer.fill(denial, &writer, at: now)
    }
    answer.texts_length = UInt64(writer.needed)
    write(&answer)
  }

  private func write(_ answer: inout bitting_answer) {
    guard let pointer = unsafe pointer else { return }
    unsafe answer.write(to: pointer)
  }
}

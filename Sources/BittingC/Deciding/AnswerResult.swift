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
    if unsafe pointer != nil { try unsafe checkedSize(of: UnsafePointer(pointer)) }
    guard unsafe texts != nil || capacity == 0, capacity >= 0 else {
      fail()
      throw CallFailure(BITTING_INVALID_ARGUMENT)
    }
  }

  /// Tells that there is no decision.
  func fail() {
    var answer = bitting_answer()
    answer.http_status = 500
    write(&answer)
  }

  /// Whether anybody wants an answer.
  var isWanted: Bool { unsafe pointer != nil }

  /// Tells what is known about a request that came to `verdict` when it was `counted`.
  ///
  /// Apart from who decides, whose stack would else hold an answer that nobody may want.
  @inline(never)
  @_optimize(speed)
  func fill(_ verdict: Verdict, _ counted: inout CountedRequest, on hold: borrowing Hold) {
    guard let pointer = unsafe pointer else { return }
    // Whoever gives one memory for answer and texts has the size written over.
    let size = unsafe UnsafeRawPointer(pointer).load(as: Int.self)
    guard size == MemoryLayout<bitting_answer>.stride else {
      var answer = bitting_answer()
      fill(&answer, verdict, &counted, on: hold)
      unsafe answer.write(resizing: pointer, size: size)
      return
    }
    unsafe pointer.initialize(to: bitting_answer())
    unsafe fill(&pointer.pointee, verdict, &counted, on: hold)
    unsafe pointer.pointee.size = size
  }

  /// The same for an answer of today's size, which is all zero.
  ///
  /// It is written where it stays, and `counted`, which is not changed, is read where it lies: to copy what was just
  /// written in other pieces would wait for all of them.
  @inline(never)
  @_optimize(speed)
  private func fill(
    _ answer: inout bitting_answer, _ verdict: Verdict, _ counted: inout CountedRequest, on hold: borrowing Hold
  ) {
    answer.sequence = hold.sequence
    var writer = unsafe TextWriter(texts, capacity: capacity)
    switch hold.decision(verdict, counted) {
    case .allow(let grant): answer.fill(grant, &writer)
    case .deny(let denial): answer.fill(denial, &writer, at: counted.now.utc)
    }
    answer.texts_length = UInt64(writer.needed)
  }

  private func write(_ answer: inout bitting_answer) {
    guard let pointer = unsafe pointer else { return }
    unsafe answer.write(to: pointer)
  }
}

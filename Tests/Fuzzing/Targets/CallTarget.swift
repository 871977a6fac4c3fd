internal import CBitting
internal import Sodium
internal import TestSupport

/// Calls of the library for C, one after the other as the input says, with any arguments at all.
///
/// Nothing ends the process, every outcome is of the closed list, nothing outside of what was handed over is read or
/// written, and nobody is allowed in by a call that fails. All memory that is handed over ends where nobody may read.
struct CallTarget: FuzzTarget {
  let name = "c"

  private let cases = CallCases()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    var calls = CallSequence(cases, CallScript(input.array))
    // Whatever happens in between, all handles are closed at the end.
    let outcome = Result { () throws(BrokenPromise) in try calls.run() }
    try calls.closeAll()
    try outcome.get()
  }
}

/// What is to be called, and with what: bytes that are taken one after the other, and zero behind their end.
struct CallScript {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place >= bytes.count }

  mutating func byte() -> UInt8 {
    guard place < bytes.count else { return 0 }
    place += 1
    return bytes[place - 1]
  }

  mutating func number() -> UInt64 { (0..<8).reduce(0) { value, _ in value << 8 | UInt64(byte()) } }

  /// Up to 63 bytes.
  mutating func text() -> [UInt8] {
    let count = Int(byte() & 63)
    return (0..<count).map { _ in byte() }
  }

  /// One of `choices`, or for one byte in eight something that nobody has thought of.
  mutating func choice<Value>(_ choices: [Value], or other: (inout CallScript) -> Value) -> Value {
    let byte = byte()
    return byte >= 224 || choices.isEmpty ? other(&self) : choices[Int(byte) % choices.count]
  }

  /// A size: mostly the right one.
  mutating func size(_ right: Int) -> Int {
    choice([right, right, right, right, right - 8, right + 8, 8, 0]) { Int(truncatingIfNeeded: $0.number()) }
  }
}

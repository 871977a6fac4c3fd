internal import Sodium

/// The nonce of one chunk of a payload: its number, eleven bytes, most significant first, and a last byte that says
/// whether it is the final one (C2SP age.md, "Payload").
package struct ChaChaNonce: Sendable {
  private let number: UInt64
  private let isFinal: Bool

  /// The nonce of chunk `number`, counted from 0. Without arguments, twelve zero bytes.
  package init(chunk number: Int = 0, isFinal: Bool = false) {
    self.number = UInt64(number)
    self.isFinal = isFinal
  }

  /// Lends the twelve bytes to `body`.
  package func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    var bytes: [12 of UInt8] = .init(repeating: 0)
    for index in 0..<8 { bytes[10 - index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index)) }
    bytes[11] = isFinal ? 1 : 0
    return unsafe bytes.span.withPointer(body)
  }
}

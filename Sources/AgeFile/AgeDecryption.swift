internal import CSodium
internal import Sodium
internal import Synchronization

/// The decryption of one payload, which any number of threads may share: each chunk stands for itself.
@safe
package final class AgeDecryption: @unchecked Sendable {
  // Invariant: who made this keeps both for as long as anybody works here, and reads nothing of the plaintext before.
  private let sealed: UnsafeBufferPointer<UInt8>
  private let plaintext: UnsafeMutableBufferPointer<UInt8>
  private let key: SecretBytes
  private let chunks: AgeChunks
  /// The number of the chunk that is to be opened next.
  private let next = Atomic(0)
  /// How many chunks were authentic.
  private let opened = Atomic(0)

  /// The decryption of `sealed`, cut into `chunks`, to `plaintext`, which has room for all of them.
  init(
    _ sealed: UnsafeBufferPointer<UInt8>, _ chunks: AgeChunks, key: SecretBytes,
    into plaintext: UnsafeMutableBufferPointer<UInt8>
  ) {
    unsafe self.sealed = sealed
    unsafe self.plaintext = plaintext
    self.chunks = chunks
    self.key = key
  }

  /// Opens chunk after chunk, until others have taken the last one, or one was not authentic.
  package func work() {
    key.withBytes { key in
      while let number = take() {
        // Nobody needs the others then.
        guard open(number, key) else { return next.store(chunks.count, ordering: .relaxed) }
        opened.wrappingAdd(1, ordering: .releasing)
      }
    }
  }

  private func take() -> Int? {
    guard next.load(ordering: .relaxed) < chunks.count else { return nil }
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < chunks.count ? number : nil
  }

  private func open(_ number: Int, _ key: Span<UInt8>) -> Bool {
    let chunk = unsafe sealed.span.extracting(chunks.sealedRange(of: number))
    let nonce = chunks.nonce(of: number)
    guard let base = unsafe plaintext.baseAddress else {
      // An empty payload has a chunk too; what is decrypted of it has no bytes, so any address will do.
      var nothing: UInt8 = 0
      return unsafe ChaCha.open(chunk, key: key, nonce: nonce, into: &nothing)
    }
    return unsafe ChaCha.open(
      chunk, key: key, nonce: nonce, into: base + chunks.plaintextRange(of: number).lowerBound)
  }

  /// Whether every chunk was authentic, to the final one, once all who work here are done; else all of the plaintext is
  /// zeroed.
  package func finish() -> Bool {
    guard opened.load(ordering: .acquiring) != chunks.count else { return true }
    if let base = unsafe plaintext.baseAddress { unsafe sodium_memzero(base, plaintext.count) }
    return false
  }
}

import AgeFile
import AgeWriting
import Foundation
import Sodium
import TestSupport
import Testing

/// Several threads that decrypt one payload.
@Suite struct AgeDecryptionTests {
  private let identity: AgeIdentity
  private var generator = SeededGenerator(seed: 19)

  init() {
    identity = AgeIdentity.generate(using: &generator)
  }

  @Test(arguments: [0, 1, 65_536, 40 * 65_536 + 17]) mutating func decryptsAsOneThreadDoes(size: Int) throws {
    let payload = generator.bytes(count: size)
    let file = try AgeSealing.seal(payload.span, to: [identity.recipient], using: &generator)
    for threads in 1...4 {
      let (isAuthentic, plaintext) = try decrypt(file, on: threads)
      #expect(isAuthentic && plaintext == payload, "\(threads) threads")
    }
  }

  @Test(arguments: [0, 20, 40]) mutating func leavesNothingOfWhatIsNotAuthentic(chunk: Int) throws {
    let payload = generator.bytes(count: 40 * 65_536 + 17)
    var file = try AgeSealing.seal(payload.span, to: [identity.recipient], using: &generator)
    let start = file.count - payload.count - 41 * 16
    file[start + chunk * 65_552 + 5] ^= 1
    for threads in 1...4 {
      let (isAuthentic, plaintext) = try decrypt(file, on: threads)
      #expect(!isAuthentic && plaintext.allSatisfy { $0 == 0 }, "\(threads) threads")
    }
  }

  private func decrypt(_ file: [UInt8], on threads: Int) throws -> (isAuthentic: Bool, plaintext: [UInt8]) {
    let payload = try AgePayload(opening: file.span, with: [identity])
    var plaintext = [UInt8](repeating: 0xEE, count: payload.plaintextCount)
    let isAuthentic = try unsafe file.withUnsafeBufferPointer { file in
      try unsafe plaintext.withUnsafeMutableBufferPointer { plaintext in
        let decryption = try unsafe #require(payload.decryption(of: file, into: plaintext))
        let ended = DispatchGroup()
        for _ in 0..<threads { DispatchQueue.global().async(group: ended) { decryption.work() } }
        ended.wait()
        return decryption.finish()
      }
    }
    return (isAuthentic, plaintext)
  }
}

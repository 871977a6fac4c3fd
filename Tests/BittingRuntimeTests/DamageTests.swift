import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// No byte of a bundle can be changed, taken away or added.
struct DamageTests {
  private let workshop = Workshop()

  /// With one signature, and with two of which both are needed. (A signature that is not needed can be damaged: whoever
  /// trusts other signers could not tell.)
  @Test(arguments: [[0], [0, 1]]) func refusesEveryFlippedBit(signers: [Int]) throws {
    let file = try workshop.seal(Samples.small(), by: signers)
    for index in file.indices {
      for bit in 0..<8 {
        var damaged = file
        damaged[index] ^= 1 << UInt8(bit)
        #expect(!opens(damaged, threshold: signers.count), "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func refusesEveryByteThatAParserCouldTakeForAnother() throws {
    let file = try workshop.seal(Samples.small())
    for index in file.indices {
      for byte: UInt8 in [0x00, 0x0A, 0x0D, 0x20, 0x3D, 0x41, 0x7F, 0xFF] where byte != file[index] {
        var damaged = file
        damaged[index] = byte
        #expect(!opens(damaged), "byte \(index) as \(byte)")
      }
    }
  }

  @Test func refusesEveryTruncation() throws {
    let file = try workshop.seal(Samples.small())
    for length in file.indices { #expect(!opens(Array(file.prefix(length))), "\(length) bytes") }
    // From the front as well: what is left is never a bundle by one signer.
    for start in 1..<file.count { #expect(!opens(Array(file.dropFirst(start))), "from \(start)") }
  }

  @Test func refusesEveryByteTooMany() throws {
    let file = try workshop.seal(Samples.small())
    for byte in UInt8.min...UInt8.max { #expect(!opens(file + [byte])) }
    #expect(!opens(file + file))
    #expect(!opens(file + (try workshop.ageFile(in: file))))
    let line = try #require(file.firstIndex(of: 0x0A))
    for byte: UInt8 in [0x0A, 0x0D, 0x20] {
      var damaged = file
      damaged.insert(byte, at: line)
      #expect(!opens(damaged))
    }
  }

  private func opens(_ file: [UInt8], threshold: Int = 1) -> Bool {
    do {
      _ = try workshop.open(file, trusting: workshop.trust(threshold: threshold))
      return true
    } catch {
      return false
    }
  }
}

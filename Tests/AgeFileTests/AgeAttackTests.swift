import AgeFile
import AgeWriting
import Sodium
import TestSupport
import Testing

@Suite struct AgeAttackTests {
  private let identity: AgeIdentity
  private var generator = SeededGenerator(seed: 11)

  init() {
    identity = AgeIdentity.generate(using: &generator)
  }

  private mutating func sealed(_ size: Int) throws -> (file: [UInt8], payload: [UInt8]) {
    let payload = generator.bytes(count: size)
    return (try AgeSealing.seal(payload.span, to: [identity.recipient], using: &generator), payload)
  }

  private func open(_ file: [UInt8]) throws(AgeFailure) -> [UInt8] {
    try AgePayload(opening: file.span, with: [identity]).decrypt(file.span)
  }

  @Test mutating func refusesEveryFlippedBit() throws {
    let (file, payload) = try sealed(40)
    #expect(try open(file) == payload)
    for index in file.indices {
      for bit in 0..<8 {
        var flipped = file
        flipped[index] ^= 1 << UInt8(bit)
        #expect((try? open(flipped)) == nil, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test mutating func refusesEveryTruncation() throws {
    let file = try sealed(40).file
    for count in 0..<file.count { #expect((try? open(Array(file[..<count]))) == nil, "\(count) bytes") }
  }

  @Test mutating func refusesTruncationAroundEveryChunk() throws {
    let file = try sealed(3 * 65_536 + 10).file
    let start = file.count - (3 * 65_536 + 10) - 4 * 16
    for chunk in 0..<4 {
      for offset in -1...17 {
        let cut = Array(file[..<(start + chunk * 65_552 + offset)])
        #expect((try? open(cut)) == nil, "chunk \(chunk), offset \(offset)")
      }
    }
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537]) mutating func refusesWhatIsAppended(size: Int) throws {
    let file = try sealed(size).file
    let other = try sealed(size).file
    #expect(throws: AgeFailure.payload) { try open(file + [0]) }
    #expect(throws: AgeFailure.payload) { try open(file + other) }
  }

  @Test mutating func refusesChunksThatAreSwappedOrRepeated() throws {
    let file = try sealed(3 * 65_536).file
    let head = Array(file[..<(file.count - 3 * 65_552)])
    let chunks = (0..<3).map { Array(file[(head.count + $0 * 65_552)..<(head.count + ($0 + 1) * 65_552)]) }
    #expect(try open(head + chunks[0] + chunks[1] + chunks[2]).count == 3 * 65_536)
    for order in [[1, 0, 2], [0, 2, 1], [0, 2], [2], [0, 0, 2], [0, 1, 1, 2], [0, 1, 2, 2]] {
      #expect(throws: AgeFailure.payload) { try open(head + order.flatMap { chunks[$0] }) }
    }
  }

  @Test mutating func leavesNothingOfAPayloadThatFailsInItsLastChunk() throws {
    var file = try sealed(2 * 65_536 + 5).file
    file[file.count - 1] ^= 1
    let payload = try AgePayload(opening: file.span, with: [identity])
    var plaintext = [UInt8](repeating: 0xEE, count: payload.plaintextCount)
    #expect(throws: AgeFailure.payload) {
      var destination = plaintext.mutableSpan
      try payload.decrypt(file.span, into: &destination)
    }
    #expect(plaintext.allSatisfy { $0 == 0 })
  }

  @Test mutating func refusesADestinationOfAnotherSize() throws {
    let file = try sealed(100).file
    let payload = try AgePayload(opening: file.span, with: [identity])
    for size in [0, 99, 101] {
      var plaintext = [UInt8](repeating: 0xEE, count: size)
      #expect(throws: AgeFailure.payload) {
        var destination = plaintext.mutableSpan
        try payload.decrypt(file.span, into: &destination)
      }
    }
  }

  @Test mutating func opensForEachRecipientAndForNobodyElse() throws {
    let others = (0..<3).map { _ in AgeIdentity.generate(using: &generator) }
    let payload = generator.bytes(count: 10)
    let file = try AgeSealing.seal(payload.span, to: others[..<2].map(\.recipient), using: &generator)
    for other in others[..<2] {
      #expect(try AgePayload(opening: file.span, with: [identity, other]).decrypt(file.span) == payload)
    }
    #expect(throws: AgeFailure.noMatch) { try AgePayload(opening: file.span, with: [identity, others[2]]) }
    #expect(throws: AgeFailure.noMatch) { try AgePayload(opening: file.span, with: []) }
  }

  @Test mutating func sealsTheSameTwiceIntoDifferentFiles() throws {
    let payload = [UInt8](repeating: 1, count: 32)
    let first = try AgeSealing.seal(payload.span, to: [identity.recipient], using: &generator)
    let second = try AgeSealing.seal(payload.span, to: [identity.recipient], using: &generator)
    #expect(first.count == second.count)
    #expect(first != second)
  }

  @Test mutating func opensWhatItSealedAtRandomSizes() throws {
    let seed = UInt64.random(in: 0 ... .max)
    generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let (file, payload) = try sealed(Int.random(in: 0...200_000, using: &generator))
      #expect(try open(file) == payload, "seed \(seed)")
    }
  }
}

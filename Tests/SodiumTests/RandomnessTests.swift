import Sodium
import Testing

@Suite struct RandomnessTests {
  /// Gives 1, 2, 3 …
  private struct Counter: RandomNumberGenerator {
    var value: UInt64 = 0
    mutating func next() -> UInt64 {
      value += 1
      return value
    }
  }

  @Test func startsFromManyThreadsAtOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { Sodium.initialize() } }
      for await isReady in group { #expect(isReady) }
    }
  }

  @Test func theSystemsGeneratorDoesNotRepeat() {
    var generator = SodiumGenerator()
    let draws = Set((0..<1000).map { _ in generator.next() })
    #expect(draws.count == 1000)
  }

  @Test func bytesAreDrawnEightAtATime() {
    var counter = Counter()
    #expect(counter.bytes(count: 10) == [1, 0, 0, 0, 0, 0, 0, 0, 2, 0])
    #expect(counter.secretBytes(count: 3).withBytes { $0.array } == [3, 0, 0])
    #expect(counter.bytes(count: 0) == [])
  }

  @Test func onlyEqualValuesOf32BytesAreEqual() {
    let value = [UInt8](repeating: 7, count: 32)
    #expect(areEqual(value, value))
    for index in value.indices {
      var other = value
      other[index] ^= 0x80
      #expect(!areEqual(value, other))
    }
    let shorter = Array(value.dropLast())
    #expect(!areEqual(shorter, shorter))
  }
}

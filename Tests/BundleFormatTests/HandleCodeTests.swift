import BundleFormat
import BundleSamples
import KeyModel
import TestSupport
import Testing

struct HandleCodeTests {
  @Test(arguments: ["k7Hq2mZp", "00000000", "zzzzzzzz", "AZaz0919"]) func comesBack(text: String) throws {
    let handle = try #require(Handle(text))
    let code = HandleCode.code(handle)
    #expect(code != 0 && code < 1 << 48)
    #expect(HandleCode.handle(code) == handle)
  }

  @Test func everyCharacterComesBackInEveryPlace() throws {
    for value in UInt8(0)..<62 {
      for place in 0..<8 {
        var bytes = [UInt8](repeating: 0x6D, count: 8)
        bytes[place] = Base62.character(value)
        let parsed = Handle(parsing: bytes.span)
        let handle = try #require(parsed)
        #expect(HandleCode.handle(HandleCode.code(handle)) == handle)
      }
    }
  }

  @Test func isZeroForNone() {
    #expect(HandleCode.code(nil) == 0)
    #expect(HandleCode.handle(0) == nil)
  }

  @Test func keepsTheOrder() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<1_000 {
      let (one, other) = (handle(using: &generator), handle(using: &generator))
      #expect((one < other) == (HandleCode.code(one) < HandleCode.code(other)))
    }
  }

  private func handle(using generator: inout SeededGenerator) -> Handle {
    let bytes = (0..<8).map { _ in Base62.randomCharacter(using: &generator) }
    return Handle(parsing: bytes.span)!
  }
}

import KeyModel
import TestSupport
import Testing

struct TenantNameTests {
  /// Names are looked at eight bytes at a time where that will do.
  @Test func takesWhatAPathSegmentMayBe() {
    var generator = SeededGenerator(printing: "names of tenants")
    let bytes = Array("abzAZ019-_.~!$&'()*+,=:@;/?%#\\ {}\u{0}\u{7F}é".utf8)
    for _ in 0..<20_000 {
      var text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in UInt8(ascii: "a") }
      for _ in 0..<Int.random(in: 0...2, using: &generator) where !text.isEmpty {
        text[Int.random(in: 0..<text.count, using: &generator)] = bytes.randomElement(using: &generator)!
      }
      let isName =
        !text.isEmpty && text.allSatisfy { PathCharacter.isLiteral($0) && $0 != 0x2A } && text != [0x2E]
        && text != [0x2E, 0x2E]
      let isValid = TenantName.isValid(text.span)
      #expect(isValid == isName, "\(text)")
    }
    for count in [1, 7, 8, 9, 127, 128] {
      let isValid = TenantName.isValid([UInt8](repeating: 0x61, count: count).span)
      #expect(isValid, "\(count) bytes")
    }
    let isTooLong = !TenantName.isValid([UInt8](repeating: 0x61, count: 129).span)
    #expect(isTooLong)
  }
}

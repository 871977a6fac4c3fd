import Testing

@testable import Diagnostics

@Suite struct HiddenCharacterTests {
  @Test(
    arguments: [
      (0x00, .control), (0x09, nil), (0x0A, nil), (0x0D, .lineBreak), (0x1B, .control), (0x20, nil), (0x7E, nil),
      (0x7F, .control), (0x84, .control), (0x85, .lineBreak), (0xA0, .space), (0xA1, nil), (0xAD, .zeroWidth),
      (0x61C, .bidirectional), (0x180E, .zeroWidth), (0x200B, .zeroWidth), (0x200D, .zeroWidth),
      (0x200E, .bidirectional), (0x2010, nil), (0x2028, .lineBreak), (0x202E, .bidirectional), (0x2060, .zeroWidth),
      (0x2066, .bidirectional), (0x206F, .zeroWidth), (0x3000, nil), (0xFE0F, .zeroWidth), (0xFEFF, .zeroWidth),
      (0xFFFD, nil), (0xFFFE, .noncharacter), (0x1F511, nil), (0xE0001, .zeroWidth), (0xE0100, .zeroWidth),
      (0x10FFFF, .noncharacter),
    ] as [(UInt32, HiddenCharacter?)])
  func knowsWhatAReviewerCannotSee(_ value: UInt32, _ expected: HiddenCharacter?) {
    #expect(HiddenCharacter(value) == expected)
  }
}

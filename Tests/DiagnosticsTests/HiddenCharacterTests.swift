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
      (0x2800, .space), (0x2801, nil), (0x1342F, nil), (0x13441, .zeroWidth), (0x13444, nil), (0x16FE4, .zeroWidth),
      (0x1D159, .zeroWidth), (0x1D158, nil),
      (0xFFFD, nil), (0xFFFE, .noncharacter), (0x1F511, nil), (0xE0001, .zeroWidth), (0xE0100, .zeroWidth),
      (0x10FFFF, .noncharacter),
    ] as [(UInt32, HiddenCharacter?)])
  func knowsWhatAReviewerCannotSee(_ value: UInt32, _ expected: HiddenCharacter?) {
    #expect(HiddenCharacter(value) == expected)
  }
}

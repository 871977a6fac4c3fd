/// Why a character may not stand in a declaration: a reviewer does not see it, or sees something else.
///
/// Ordinary text in any script is none of these. The zero-width ones are what Unicode calls default ignorable
/// (DerivedCoreProperties.txt), which includes joiners, variation selectors and tags, and beside them the annotation marks,
/// the format controls of hieroglyphs, and two that fonts leave blank. Spaces that look like the ordinary one belong here too,
/// and so does the Braille pattern without dots; the ideographic space U+3000 does not, since it is wide and its writers
/// expect it.
package enum HiddenCharacter: Sendable, Hashable {
  /// U+0085, U+2028, U+2029 and U+000D: YAML ends a line there, a diff does not.
  case lineBreak
  /// Any other control character than tab and line feed.
  case control
  /// Changes the direction in which the text around it is shown.
  case bidirectional
  /// Takes no room.
  case zeroWidth
  /// Looks like U+0020.
  case space
  /// Is no character at all.
  case noncharacter

  /// What makes `value`, a Unicode scalar value, hidden; nil for a character that shows itself.
  ///
  /// A carriage return is a line break here; whether a line feed follows is the caller's to see.
  package init?(_ value: UInt32) {
    switch value {
    case 0x09, 0x0A, 0x20...0x7E: return nil
    case 0x0D, 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0x00...0x1F, 0x7F...0x9F: self = .control
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .bidirectional
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x2800: self = .space
    case 0xFDD0...0xFDEF: self = .noncharacter
    default:
      if value & 0xFFFE == 0xFFFE {
        self = .noncharacter
      } else if Self.isZeroWidth(value) {
        self = .zeroWidth
      } else {
        return nil
      }
    }
  }

  private static func isZeroWidth(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x34F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x206F, 0x3164,
      0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x13430...0x13443, 0x16FE4, 0x1BCA0...0x1BCA3, 0x1D159,
      0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// `U+202E`, with at least four digits.
  package static func name(of value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

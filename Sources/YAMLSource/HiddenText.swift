import Diagnostics

/// How hidden characters are reported, and how they are found in what escapes stand for.
enum HiddenText {
  /// The fact about the character `value` in a file.
  static func message(about value: UInt32, _ hidden: HiddenCharacter) -> String {
    let name = HiddenCharacter.name(of: value)
    return switch hidden {
    case .lineBreak where value == 0x0D: "a carriage return without a line feed ends a line that a diff shows as one"
    case .lineBreak: "\(name) ends a line that a diff shows as one"
    case .control: "control character \(name)"
    case .bidirectional: "\(name) changes the direction in which text is shown"
    case .zeroWidth where value == 0xFEFF: "a byte order mark that is not at the start of the file"
    case .zeroWidth: "\(name) is not visible"
    case .space: "\(name) looks like a space and is none"
    case .noncharacter: "\(name) is no character"
    }
  }

  /// What is wrong with a character that an escape stands for, to follow its name.
  static func nature(of hidden: HiddenCharacter) -> String {
    switch hidden {
    case .lineBreak: "a line break that is not LF"
    case .control: "a control character"
    case .bidirectional: "which changes the direction in which text is shown"
    case .zeroWidth: "which is not visible"
    case .space: "which looks like a space and is none"
    case .noncharacter: "which is no character"
    }
  }

  /// What to do about it, where that is the same for all of its kind.
  static func help(for hidden: HiddenCharacter) -> String? {
    switch hidden {
    case .lineBreak: "end lines with LF or CRLF"
    case .space: "write an ordinary space"
    case .control, .bidirectional, .zeroWidth, .noncharacter: nil
    }
  }

  /// The first character of `text` that is not to be seen, in UTF-8 as escapes stand for it.
  static func first(in text: Span<UInt8>) -> (value: UInt32, hidden: HiddenCharacter)? {
    var place = 0
    while place < text.count {
      let character = UTF8Character(text, at: place)
      if let value = character.value, let hidden = HiddenCharacter(value) { return (value, hidden) }
      place += character.length
    }
    return nil
  }
}

internal import BittingCompiler
internal import KeyModel

/// What a new project is called.
struct ProjectNames {
  let name: Name
  let prefix: TokenPrefix

  /// The environments that a new project has.
  static let environments = ["test", "live"]

  /// The names that were asked for, else those that suit `folder`.
  init(name: String?, prefix: String?, folder: String) throws {
    let project = try name.map { try OptionReading.value($0, .name, of: "--name") } ?? ProjectNames.name(of: folder)
    self.name = project
    self.prefix = try prefix.map(ProjectNames.prefix(written:)) ?? ProjectNames.prefix(of: project)
  }

  /// The folder's name, as far as a project can be called that.
  private static func name(of folder: String) throws -> Name {
    let path = FilePath.real(folder) ?? folder
    let last = path.utf8.split(separator: 0x2F).last.map(Array.init) ?? []
    let lower = last.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let allowed = lower.map { isLetter($0) || isDigit($0) ? $0 : 0x2D }
    let text = allowed.drop { !isLetter($0) }.prefix(64)
    guard let name = Name(String(decoding: text, as: UTF8.self)) else {
      throw CommandFailure.usage("the folder's name is none for a project", hint: "say what it is called with --name")
    }
    return name
  }

  private static func prefix(of name: Name) throws -> TokenPrefix {
    let letters = name.description.utf8.filter { isLetter($0) || isDigit($0) }.prefix(longestPrefix)
    guard let prefix = TokenPrefix(String(decoding: letters, as: UTF8.self)) else {
      throw CommandFailure.usage("tokens cannot begin with `\(name)`", hint: "say what they begin with with --prefix")
    }
    return prefix
  }

  private static func prefix(written text: String) throws -> TokenPrefix {
    guard let prefix = TokenPrefix(text), text.utf8.count <= longestPrefix else {
      throw CommandFailure.usage(
        "`\(text)` for `--prefix` is not a token prefix",
        hint: "a token prefix is 2 to \(longestPrefix) of `a-z` and `0-9`, so that an environment has room behind it")
    }
    return prefix
  }

  /// What an environment's name leaves of the room that both have.
  private static let longestPrefix =
    TokenPrefix.maximumWithEnvironment - (environments.map(\.utf8.count).max() ?? 0)

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

internal import Glibc
internal import KeyModel

/// Where a token comes from: a file, an environment variable, or standard input; never an argument.
struct TokenSource {
  let file: String?
  let variable: String?

  /// The most that a token's file may hold: the longest token, a long name and a line feed.
  private static let limit = 4_096

  /// What may be the token, the likeliest first: one thing, or two where a line could be an assignment as well as a token
  /// from elsewhere. Nil where standard input is empty or a terminal, which is a request without a credential.
  func read() throws -> [[UInt8]]? {
    if file != nil, variable != nil { throw CommandFailure.usage("--token-file and --token-env name two tokens") }
    if let variable {
      guard let text = Environment.value(variable) else {
        throw CommandFailure.cannotTell("the variable `\(variable)` is not set")
      }
      unsafe unsetenv(variable)
      return [Array(text.utf8)]
    }
    if let file { return TokenSource.tokens(in: try bytes(of: file)) }
    guard isatty(STDIN_FILENO) == 0 else { return nil }
    let bytes = try bytes(of: "-")
    return bytes.isEmpty ? nil : TokenSource.tokens(in: bytes)
  }

  private func bytes(of path: String) throws -> [UInt8] {
    do {
      return try FileReading.bytes(path, limit: TokenSource.limit)
    } catch {
      guard path == "-" else { throw CommandFailure.unreadable(path, error) }
      throw CommandFailure.cannotTell("the token cannot be read from standard input: \(error.message)")
    }
  }

  /// The token of a line: what follows the name and `=` of an assignment, without the line's end; or all of the line.
  static func tokens(in bytes: [UInt8]) -> [[UInt8]] {
    var line = bytes[...]
    if line.last == 0x0A { line = line.dropLast() }
    if line.last == 0x0D { line = line.dropLast() }
    guard let equals = line.firstIndex(of: 0x3D), line[..<equals].allSatisfy(isNameByte), equals > 0 else {
      return [Array(line)]
    }
    return [Array(line[(equals + 1)...]), Array(line)]
  }

  /// Upper case, digits and `_`: the names that `new --to` writes.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isUpper(byte) || ASCII.isDigit(byte) || byte == 0x5F
  }
}

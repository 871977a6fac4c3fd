internal import Sodium

/// Reads a header line by line, and takes nothing that its writer would not have written (C2SP age.md, "Header").
struct AgeHeaderParser {
  private var cursor = LineCursor()

  /// A parser behind the version line of `file`.
  init(of file: Span<UInt8>) throws(AgeFailure) {
    let version = try nextLine(in: file)
    guard file.extracting(version).starts(with: "age-encryption.org/") else { throw .malformedHeader }
    guard file.extracting(version).equals("age-encryption.org/v1") else { throw .unsupportedVersion }
  }

  /// Where the next line begins.
  var position: Int { cursor.position }

  /// The next stanza, or `nil` where the last line of the header comes instead.
  mutating func nextStanza(in file: Span<UInt8>) throws(AgeFailure) -> AgeStanza? {
    let start = cursor
    let line = try nextLine(in: file)
    guard !file.extracting(line).starts(with: "---") else {
      cursor = start
      return nil
    }
    guard file.extracting(line).starts(with: "-> ") else { throw .malformedHeader }
    let arguments = try Self.arguments(in: file.extracting(line.lowerBound + 3..<line.upperBound))
    return AgeStanza(arguments: arguments, body: try nextBody(in: file))
  }

  /// The code on the last line of the header.
  mutating func code(in file: Span<UInt8>) throws(AgeFailure) -> [UInt8] {
    let line = try nextLine(in: file)
    guard line.count == 47, file.extracting(line).starts(with: "--- "),
      let code = Base64.unpadded.decode(file.extracting(line.lowerBound + 4..<line.upperBound))
    else { throw .malformedHeader }
    return code
  }

  private mutating func nextLine(in file: Span<UInt8>) throws(AgeFailure) -> Range<Int> {
    // One less, because the LF counts too.
    let limit = AgeLimits.headerByteCount - cursor.position - 1
    guard limit >= 0, let line = cursor.next(in: file, limit: limit) else { throw .malformedHeader }
    return line
  }

  private static func arguments(in line: Span<UInt8>) throws(AgeFailure) -> [[UInt8]] {
    var arguments: [[UInt8]] = [[]]
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: " "): arguments.append([])
      case 0x21...0x7E: arguments[arguments.count - 1].append(line[index])
      default: throw .malformedHeader
      }
    }
    guard arguments.allSatisfy({ !$0.isEmpty }) else { throw .malformedHeader }
    return arguments
  }

  /// Lines of 64 characters and a shorter one. As 64 characters are a whole number of bytes, they are decoded as one.
  private mutating func nextBody(in file: Span<UInt8>) throws(AgeFailure) -> [UInt8] {
    var text: [UInt8] = []
    var line: Range<Int>
    repeat {
      line = try nextLine(in: file)
      guard line.count <= 64 else { throw .malformedHeader }
      for index in line { text.append(file[index]) }
    } while line.count == 64
    guard let body = Base64.unpadded.decode(text.span) else { throw .malformedHeader }
    return body
  }
}

import KeyModel
import Testing

struct PathCharacterTests {
  private let alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

  /// RFC 3986, sections 2.2, 2.3 and 3.3: `pchar` is unreserved, a sub-delimiter, `:` or `@`; `;` is left out.
  @Test func takesTheCharactersOfTheStandard() {
    let unreserved = alphanumerics + "-._~"
    let literal = unreserved + "!$&'()*+,=" + ":@"
    for byte in UInt8.min...UInt8.max {
      #expect(PathCharacter.isUnreserved(byte) == unreserved.utf8.contains(byte), "byte \(byte)")
      #expect(PathCharacter.isLiteral(byte) == literal.utf8.contains(byte), "byte \(byte)")
    }
  }
}

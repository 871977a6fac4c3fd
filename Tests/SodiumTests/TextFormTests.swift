import Sodium
import Testing

@Suite struct TextFormTests {
  /// RFC 4648, §10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64HasItsPublishedText(plain: String, text: String) {
    let bytes = Array(plain.utf8)
    let padded = Array(text.utf8)
    let unpadded = padded.filter { $0 != UInt8(ascii: "=") }
    #expect(Base64.padded.encode(bytes) == padded)
    #expect(Base64.unpadded.encode(bytes) == unpadded)
    #expect(Base64.padded.decode(padded) == bytes)
    #expect(Base64.unpadded.decode(unpadded) == bytes)
    #expect(Base64.padded.encodedCount(of: bytes.count) == padded.count)
    #expect(Base64.unpadded.encodedCount(of: bytes.count) == unpadded.count)
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "=", "====", "Z", "Zm9vY", " Zm9v", "Zm9v ", "Zm9v\n", "Zm\n9v",
    "Zm-_",
    "Zg==Zg==", "Zm9v=", "Zm9v\0", "Zm9é",
  ])
  func paddedBase64IsRefused(text: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.padded.decode(bytes) == nil)
  }

  @Test(arguments: ["Zg==", "Zm8=", "Zh", "Zm9", "Z", "Zm9vY", "=", "Zm 8", "Zm8\n", "-_-_"])
  func unpaddedBase64IsRefused(text: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.unpadded.decode(bytes) == nil)
  }

  /// Whatever is decoded is written the same way again: at every place, for every byte.
  @Test(arguments: ["+/+/", "AAAA", "Zm9vYg==", "Zm8=", "Zm8", "Zg"]) func base64HasOneText(text: String) {
    for index in text.utf8.indices {
      for byte in UInt8.min ... .max {
        var bytes = Array(text.utf8)
        bytes[text.utf8.distance(from: text.utf8.startIndex, to: index)] = byte
        for form in [Base64.padded, .unpadded] {
          guard let decoded = form.decode(bytes) else { continue }
          #expect(form.encode(decoded) == bytes)
        }
      }
    }
  }

  @Test func base64LongerThanItsDestinationIsRefused() {
    let text = Array("Zm9vYmFy".utf8)
    var destination = [UInt8](repeating: 0, count: 6)
    #expect(Base64.padded.decode(text, into: &destination, capacity: 5) == nil)
    #expect(Base64.padded.decode(text, into: &destination, capacity: 6) == 6)
  }

  @Test func everyByteHasItsHexDigits() {
    let bytes = [UInt8](0...255)
    let text = Hex.encode(bytes)
    #expect(text.starts(with: Array("000102".utf8)))
    #expect(Hex.decode(text) == bytes)
  }

  @Test(arguments: ["0", "0g", "AB", "aB", " 00", "0x00", "00\n"]) func hexIsRefused(text: String) {
    let bytes = Array(text.utf8)
    #expect(Hex.decode(bytes) == nil)
  }

  @Test func linesEndAtTheirLineFeedOnly() {
    let text = Array("one\r\n\ntwo".utf8)
    var cursor = LineCursor()
    #expect(cursor.next(in: text, limit: 100) == 0..<4)
    #expect(cursor.next(in: text, limit: 100) == 5..<5)
    #expect(cursor.next(in: text, limit: 100) == nil)
    #expect(cursor.position == 6)
  }

  @Test func aLineMayHaveItsLimitAndNoMore() {
    let text = Array("four\n".utf8)
    var cursor = LineCursor()
    #expect(cursor.next(in: text, limit: 3) == nil)
    #expect(cursor.position == 0)
    #expect(cursor.next(in: text, limit: 4) == 0..<4)
  }

  @Test func textIsComparedAsBytes() {
    let text = Array("K;".utf8)
    let equal = [text.span.equals("K;"), text.span.equals("\u{212A};"), text.span.equals("K")]
    #expect(equal == [true, false, false])
    let starting = [text.span.starts(with: ""), text.span.starts(with: "K"), text.span.starts(with: "K;x")]
    #expect(starting == [true, true, false])
  }
}

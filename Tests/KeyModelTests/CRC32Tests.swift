import KeyModel
import Testing

struct CRC32Tests {
  /// The check value of the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC).
  @Test func givesTheCheckValue() {
    let digits = Array("123456789".utf8)
    #expect(CRC32.checksum(digits.span) == 0xCBF4_3926)
  }

  @Test func givesNothingForNothing() {
    let nothing: [UInt8] = []
    #expect(CRC32.checksum(nothing.span) == 0)
  }
}

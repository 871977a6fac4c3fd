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

  @Test(arguments: 0...40) func givesTheSameByteByByte(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    var crc = CRC32()
    for byte in bytes { crc.update(byte) }
    #expect(CRC32.checksum(bytes.span) == crc.value)
  }
}

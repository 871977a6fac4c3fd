import Sodium
import Testing

@Suite struct SecretBytesTests {
  @Test func printsNothingOfWhatItHolds() {
    let original = Array("hunter2".utf8)
    let secret = SecretBytes(copying: original.span)
    #expect("\(secret)" == "<redacted>")
    #expect(String(reflecting: secret) == "<redacted>")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(secret.withBytes { $0.array } == original)
  }

  @Test func mayBeEmpty() {
    let none: [UInt8] = []
    #expect(SecretBytes(copying: none.span).withBytes { $0.array } == none)
  }

  @Test func nothingIsMadeOfWhatIsNotValid() {
    #expect(unsafe SecretBytes.ifValid(count: 4) { _ in false } == nil)
    let secret = unsafe SecretBytes.ifValid(count: 4) { start in
      unsafe start[3] = 9
      return true
    }
    #expect(secret?.withBytes { $0.array } == [0, 0, 0, 9])
  }
}

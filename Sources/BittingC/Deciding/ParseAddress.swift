public import CBitting
internal import KeyModel

/// `bitting.h` says what it does.
@c @implementation
public func bitting_parse_address(
  _ text: UnsafePointer<CChar>!, _ length: Int, _ address: UnsafeMutablePointer<UInt8>!
) -> bitting_status {
  status { () throws(CallFailure) in
    guard let result = UnsafeMutableRawPointer(address) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    unsafe result.initializeMemory(as: UInt8.self, repeating: 0, count: 16)
    let text = try unsafe givenBytes(text, length)
    guard let address = Address(parsing: unsafe text.span) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    unsafe result.storeBytes(of: address.high.bigEndian, as: UInt64.self)
    unsafe result.storeBytes(of: address.low.bigEndian, toByteOffset: 8, as: UInt64.self)
  }
}

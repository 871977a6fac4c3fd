internal import BittingRuntime
internal import CBitting
internal import KeyModel

// What stands in a request.pointee. All of it is views of the caller's memory, which lives as long as the call.

/// What the request offers as proof.
@inline(__always)
@_lifetime(immortal)
func credential(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Credential {
  let token = try unsafe bytes(request.pointee.token, request.pointee.token_length)
  guard unsafe request.pointee.flags & UInt32(BITTING_SEVERAL_CREDENTIALS) == 0 else { return .several }
  guard let token = unsafe token else { return .none }
  return unsafe .token(view(token))
}

/// What it asks for: either a route or a scope.
@inline(__always)
@_lifetime(immortal)
func wish(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Request {
  let method = try unsafe bytes(request.pointee.method, request.pointee.method_length)
  let path = try unsafe bytes(request.pointee.path, request.pointee.path_length)
  let scope = try unsafe bytes(request.pointee.scope, request.pointee.scope_length)
  let tenant = try unsafe bytes(request.pointee.tenant, request.pointee.tenant_length)
  let isRoute = unsafe method != nil
  guard unsafe (path != nil) == isRoute, unsafe (scope == nil) == isRoute else {
    throw CallFailure(BITTING_INVALID_ARGUMENT)
  }
  return unsafe Request(
    isRoute: isRoute, name: optionalView(method ?? scope), path: optionalView(path), tenantName: optionalView(tenant),
    hasTenant: tenant != nil)
}

/// Where it comes from, in one of two forms; text that is no address is none.
@inline(__always)
func address(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Address? {
  let text = try unsafe bytes(request.pointee.address_text, request.pointee.address_text_length)
  guard unsafe request.pointee.flags & UInt32(BITTING_ADDRESS_GIVEN) != 0 else {
    return unsafe text.flatMap { Address(parsing: unsafe $0.span) }
  }
  guard unsafe text == nil else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  return unsafe withUnsafeBytes(of: request.pointee.address) { bytes in
    unsafe Address(high: bytes.bigEndian(at: 0), low: bytes.bigEndian(at: 8))
  }
}

extension UnsafeRawBufferPointer {
  /// In two halves: callers have often just written the last four bytes, an IPv4 address, and a processor waits for that to
  /// be in memory where it reads more at once than was written.
  @inline(__always)
  fileprivate func bigEndian(at offset: Int) -> UInt64 {
    let high = UInt32(bigEndian: unsafe loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    let low = UInt32(bigEndian: unsafe loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
    return UInt64(high) << 32 | UInt64(low)
  }
}

@unsafe
@inline(__always)
@_lifetime(immortal)
private func view(_ bytes: UnsafeBufferPointer<UInt8>) -> Span<UInt8> {
  unsafe _overrideLifetime(bytes.span, borrowing: ())
}

@unsafe
@inline(__always)
@_lifetime(immortal)
private func optionalView(_ bytes: UnsafeBufferPointer<UInt8>?) -> Span<UInt8> {
  unsafe view(bytes ?? UnsafeBufferPointer(start: nil, count: 0))
}

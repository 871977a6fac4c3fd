internal import BittingRuntime
internal import CBitting
internal import KeyModel

// What stands in a request. All of it is views of the caller's memory, which lives as long as the call.
//
// Lengths are looked at together where they can be, and not one after the other: each call has all of them checked.

/// What the request offers as proof.
@inline(__always)
@_lifetime(immortal)
func credential(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Credential {
  let (start, length) = unsafe (request.pointee.token, request.pointee.token_length)
  guard unsafe start != nil || length == 0, isText(length) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  guard unsafe request.pointee.flags & UInt32(BITTING_SEVERAL_CREDENTIALS) == 0 else { return .several }
  guard unsafe start != nil else { return .none }
  return unsafe .token(view(start, length))
}

/// What it asks for: either a route or a scope.
@inline(__always)
@_lifetime(immortal)
func wish(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Request {
  let (method, methodLength) = unsafe (request.pointee.method, request.pointee.method_length)
  let (path, pathLength) = unsafe (request.pointee.path, request.pointee.path_length)
  let (scope, scopeLength) = unsafe (request.pointee.scope, request.pointee.scope_length)
  let (tenant, tenantLength) = unsafe (request.pointee.tenant, request.pointee.tenant_length)
  let isRoute = unsafe method != nil
  let isOneOfBoth: Bool
  if isRoute {
    isOneOfBoth = unsafe path != nil && scope == nil && scopeLength == 0
  } else {
    isOneOfBoth = unsafe scope != nil && path == nil && methodLength | pathLength == 0
  }
  let lengths = methodLength | pathLength | scopeLength | tenantLength
  guard isOneOfBoth, unsafe tenant != nil || tenantLength == 0, isText(lengths) else {
    throw CallFailure(BITTING_INVALID_ARGUMENT)
  }
  return unsafe Request(
    isRoute: isRoute, name: view(method ?? scope, isRoute ? methodLength : scopeLength), path: view(path, pathLength),
    tenantName: view(tenant, tenantLength), hasTenant: tenant != nil)
}

/// Where it comes from, in one of two forms; text that is no address is none.
@inline(__always)
func address(_ request: UnsafePointer<bitting_request>) throws(CallFailure) -> Address? {
  guard unsafe request.pointee.flags & UInt32(BITTING_ADDRESS_GIVEN) != 0 else {
    let text = try unsafe bytes(request.pointee.address_text, request.pointee.address_text_length)
    return unsafe text.flatMap { Address(parsing: unsafe $0.span) }
  }
  guard unsafe request.pointee.address_text == nil, unsafe request.pointee.address_text_length == 0 else {
    throw CallFailure(BITTING_INVALID_ARGUMENT)
  }
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

/// The bytes that were seen to be there; none for the null pointer.
@unsafe
@inline(__always)
@_lifetime(immortal)
private func view(_ start: UnsafePointer<CChar>?, _ length: Int) -> Span<UInt8> {
  let start = unsafe UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self)
  return unsafe _overrideLifetime(UnsafeBufferPointer(start: start, count: length).span, borrowing: ())
}
